import { isNode } from "./redocly.ts";

/** Name of the component that `node` refers to, in the source (a file) as in a bundle (a pointer). */
export function targetName(node: unknown): string | undefined {
  if (!isNode(node) || typeof node.$ref !== "string") return undefined;
  return /([^/]+?)(?:\.yaml)?$/.exec(node.$ref)?.[1];
}
