import { type Factory, isNode, type Node } from "../redocly.ts";

export type Language = "en" | "zh";

/**
 * Leaves one language in the bundle. The source holds English with the Chinese texts beside it under `x-zh`; the
 * English bundle drops them, the Chinese one puts each in the place of its English sibling.
 */
export const language: Factory = (options) => {
  const chosen = options.language;
  if (chosen !== "en" && chosen !== "zh") {
    throw new Error(
      `hss/language: language is ${JSON.stringify(chosen)}; set "language: en" or "language: zh" in redocly.yaml`,
    );
  }
  const leave = (node: unknown) => localise(node, chosen);
  // A `$ref` with texts of its own beside it is no typed node, so that `any` does not see it.
  return { any: { leave }, ref: { leave } };
};

/** Replaces the texts of one node, and of the entries of its `x-bitmask`, in place. */
export function localise(node: unknown, chosen: Language): void {
  if (!isNode(node)) return;
  const chinese = node["x-zh"];
  if (isNode(chinese)) {
    if (chosen === "zh") Object.assign(node, chinese);
    delete node["x-zh"];
  }
  if (isNode(node["x-bitmask"])) {
    for (const bits of Object.values<Node[string]>(node["x-bitmask"])) localise(bits, chosen);
  }
}
