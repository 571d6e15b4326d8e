import { type Context, isNode, type Node } from "./redocly.ts";

/** Keys whose value is a text for people. */
export const TEXT_KEYS = ["summary", "description", "title", "x-displayName"] as const;

/** The key whose value is an object of such texts, by enumeration value. */
export const MEANINGS_KEY = "x-enumDescriptions";

/**
 * Texts of one node by their key; the meanings of an enumeration under "x-enumDescriptions/<value>".
 * A property that is itself called `title` or `description` has an object there, not a text, and is left out.
 */
export function textsOf(node: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  if (!isNode(node)) return texts;
  for (const key of TEXT_KEYS) {
    const text = node[key];
    if (typeof text === "string") texts.set(key, text);
  }
  const meanings = node[MEANINGS_KEY];
  if (isNode(meanings)) {
    for (const [value, text] of Object.entries(meanings)) {
      if (typeof text === "string") texts.set(`${MEANINGS_KEY}/${value}`, text);
    }
  }
  return texts;
}

/** The node itself and the entries of its `x-bitmask`, which carry texts too, each with its path in the node. */
export function* textNodes(node: Node): Generator<{ node: Node; path: string[] }> {
  yield { node, path: [] };
  if (!isNode(node["x-bitmask"])) return;
  for (const [name, bits] of Object.entries(node["x-bitmask"])) {
    if (isNode(bits)) yield { node: bits, path: ["x-bitmask", name] };
  }
}

/**
 * True for nodes whose keys are not the format's: maps of names such as `properties` or `headers`, in which a property
 * called `description` is no text and a header called `x-trace` no extension, and what stands inside an extension.
 */
export function hasFreeKeys(context: Pick<Context, "type">): boolean {
  const { name } = context.type;
  return (
    name.endsWith("Map") ||
    name.endsWith("Properties") ||
    name.startsWith("Named") ||
    name === "SpecExtension"
  );
}

const HAN = /\p{Script=Han}/u;

export function hasChinese(text: string): boolean {
  return HAN.test(text);
}

const QUOTES = new Map([
  ["`", "`"],
  ['"', '"'],
  ["“", "”"],
]);

/** True where Chinese characters stand outside quotes: a quoted name or sample value is allowed in an English text. */
export function hasUnquotedChinese(text: string): boolean {
  let closing: string | undefined;
  for (const character of text) {
    if (closing !== undefined) {
      if (character === closing) closing = undefined;
    } else if (QUOTES.has(character)) closing = QUOTES.get(character);
    else if (HAN.test(character)) return true;
  }
  return false;
}
