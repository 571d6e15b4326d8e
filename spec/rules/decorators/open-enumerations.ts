import { type Context, type Factory, isNode, type Node } from "../redocly.ts";

/**
 * The service adds words to its answers without notice, so that an answer's enumeration must stay open, while the
 * words known today still deserve to be listed. The source says so in plain JSON Schema:
 *
 *     anyOf: [{ $ref: SeverityLevel.yaml }, { type: string }]
 *
 * and the bundle in the form that readers and generators understand: `type: string` with `x-extensible-enum` and the
 * meanings. What stands beside `anyOf` (description, x-deviation, …) stays.
 *
 * It works on entering a node, before the reference is followed: a component that only answers use is then never
 * reached, and so not part of the bundle.
 */
export const openEnumerations: Factory = () => ({
  Schema: {
    enter(node: Node, context: Context) {
      const words = openWords(node, context);
      if (words === undefined) return;
      delete node.anyOf;
      node.type = "string";
      node["x-extensible-enum"] = words.enum;
      addMeanings(node, words);
    },
  },
});

/** The closed enumeration that `node` opens, or undefined where `node` is not of that form. */
export function openWords(node: Node, context: Pick<Context, "resolve">): Node | undefined {
  if (!Array.isArray(node.anyOf) || node.anyOf.length !== 2) return undefined;
  const [closed, open]: unknown[] = node.anyOf;
  if (!isNode(closed) || typeof closed.$ref !== "string") return undefined;
  if (!isNode(open) || open.type !== "string" || Object.keys(open).length !== 1) return undefined;
  const { node: words } = context.resolve({ $ref: closed.$ref });
  return isNode(words) && Array.isArray(words.enum) ? words : undefined;
}

/** Copies the meanings in both languages: which of the two stays is the business of the `language` decorator. */
function addMeanings(node: Node, words: Node): void {
  const meanings = words["x-enumDescriptions"];
  if (isNode(meanings)) node["x-enumDescriptions"] ??= { ...meanings };
  const chinese = isNode(words["x-zh"]) ? words["x-zh"]["x-enumDescriptions"] : undefined;
  if (!isNode(chinese)) return;
  const own = isNode(node["x-zh"]) ? node["x-zh"] : {};
  node["x-zh"] = { ...own, "x-enumDescriptions": own["x-enumDescriptions"] ?? { ...chinese } };
}
