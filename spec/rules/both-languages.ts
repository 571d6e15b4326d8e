import { type Context, type Factory, isNode, type Node } from "./redocly.ts";
import {
  hasChinese,
  hasFreeKeys,
  hasUnquotedChinese,
  MEANINGS_KEY,
  TEXT_KEYS,
  textNodes,
  textsOf,
} from "./texts.ts";

/**
 * Every text of the source is there in English and in Chinese: `x-zh` beside it holds the same keys, and no others.
 */
export const bothLanguages: Factory = () => {
  const enter = (node: Node, context: Context) => {
    if (!isNode(node) || hasFreeKeys(context)) return;
    for (const part of textNodes(node)) check(part.node, part.path, context);
  };
  return { any: { enter }, ref: { enter } };
};

function check(node: Node, path: string[], context: Context): void {
  const at = (key: string) => context.location.child([...path, ...key.split("/")]).key();
  const english = textsOf(node);
  const chinese = textsOf(node["x-zh"]);
  for (const [key, text] of english) {
    if (!chinese.has(key)) {
      const place = `x-zh.${key.replace("/", ".")}`;
      context.report({
        message: `${key} has no Chinese text: write it as ${place} beside it.`,
        location: at(key),
      });
    }
    if (hasUnquotedChinese(text)) {
      context.report({
        message: `${key} is the English text but has Chinese characters: move them to x-zh, or quote a name.`,
        location: at(key),
      });
    }
  }
  for (const [key, text] of chinese) {
    if (!english.has(key) && !isTagHeading(key, context)) {
      context.report({
        message: `x-zh.${key.replace("/", ".")} has no English text: write ${key.replace("/", ".")} beside x-zh, or remove it.`,
        location: at(`x-zh/${key}`),
      });
    }
    if (!hasChinese(text)) {
      context.report({
        message: `x-zh.${key.replace("/", ".")} is ${JSON.stringify(text)}, without a Chinese character: write it in Chinese.`,
        location: at(`x-zh/${key}`),
      });
    }
  }
  for (const key of isNode(node["x-zh"]) ? Object.keys(node["x-zh"]) : []) {
    if (isTranslatable(key)) continue;
    context.report({
      message: `x-zh.${key} is no text: x-zh may hold ${[...TEXT_KEYS, MEANINGS_KEY].join(", ")}; move the rest beside it.`,
      location: at(`x-zh/${key}`),
    });
  }
}

/** A tag's `name` is the heading in English and the identity in both languages: only Chinese needs another. */
function isTagHeading(key: string, context: Context): boolean {
  return key === "x-displayName" && context.type.name === "Tag";
}

function isTranslatable(key: string): boolean {
  return key === MEANINGS_KEY || TEXT_KEYS.some((known) => known === key);
}
