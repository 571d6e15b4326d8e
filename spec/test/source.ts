import { join } from "node:path";
import { parse } from "yaml";
import { readSources } from "../build/exact-integers.ts";

export const SPEC = join(import.meta.dirname, "..");

/** One object of the document's source, with where it stands. */
export interface Found {
  file: string;
  path: (string | number)[];
  node: Record<string, unknown>;
}

/** The parsed source by file name, relative to spec/: "paths/image_tasks.yaml". */
export async function parsedSources(): Promise<Map<string, unknown>> {
  return new Map([...(await readSources(SPEC))].map(([file, text]) => [file, parse(text)]));
}

/** Every object of the files that are YAML; the examples are data, not document. */
export function* documentNodes(sources: ReadonlyMap<string, unknown>): Generator<Found> {
  for (const [file, content] of sources) if (file.endsWith(".yaml")) yield* nodes(content, file, []);
}

function* nodes(value: unknown, file: string, path: (string | number)[]): Generator<Found> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield { file, path, node: value as Record<string, unknown> };
  for (const [key, part] of Object.entries(value)) yield* nodes(part, file, [...path, key]);
}

/** The files that `key` ("$ref", "externalValue") leads to, relative to spec/, each with the file it stands in. */
export function references(
  sources: ReadonlyMap<string, unknown>,
  key: string,
): { from: string; to: string }[] {
  return [...documentNodes(sources)].flatMap(({ file, node }) => {
    const target = node[key];
    if (typeof target !== "string" || target.startsWith("#")) return [];
    return [{ from: file, to: join(file, "..", target) }];
  });
}
