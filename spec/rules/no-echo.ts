import { STATUS_CODES } from "node:http";
import { basename, extname } from "node:path";
import { echoes, repeats } from "./echo.ts";
import { type Context, type Factory, isNode, type Node } from "./redocly.ts";
import { hasFreeKeys, MEANINGS_KEY, textNodes, textsOf } from "./texts.ts";

/**
 * "image_name: The image name." costs a line and tells nobody anything. A description says what the name does not:
 * whose, in what unit, from where, when it is absent, what it is good for.
 */
export const noEcho: Factory = () => {
  const enter = (node: Node, context: Context) => {
    if (!isNode(node) || hasFreeKeys(context)) return;
    const names = namesOf(node, context);
    for (const part of textNodes(node)) {
      const own = part.path.at(-1);
      check(part.node, part.path, own === undefined ? names : [own], context);
      if (isNode(part.node["x-zh"])) {
        check(part.node["x-zh"], [...part.path, "x-zh"], own === undefined ? names : [own], context);
      }
    }
  };
  return { any: { enter }, ref: { enter } };
};

function check(node: Node, path: string[], names: readonly string[], context: Context): void {
  for (const [key, text] of textsOf(node)) {
    const value = key.startsWith(`${MEANINGS_KEY}/`) ? key.slice(MEANINGS_KEY.length + 1) : undefined;
    // A summary or a title is a heading: it may well be the name in plain words.
    if (key !== "description" && value === undefined) continue;
    const headings = [node.summary, node.title].filter((heading) => typeof heading === "string");
    const echoed =
      value === undefined
        ? [...names, ...headings].find((name) => echoes(text, name))
        : // The Chinese for an English word is a meaning: it is the word that needs one.
          [value].find((name) => repeats(text, name));
    if (echoed === undefined) continue;
    context.report({
      message: `${JSON.stringify(text)} only repeats ${echoed}: say what the name does not (whose, which unit, where from, when absent), or leave it out.`,
      location: context.location.child([...path, ...key.split("/")]),
    });
  }
}

/** What the node is called: by itself, by its place in the document, by its file. */
function namesOf(node: Node, context: Context): string[] {
  const names = [node.operationId, node.name].filter((name) => typeof name === "string");
  const key = String(context.key);
  const called = context.location.pointer === "#/" ? [fileName(context), key] : [key];
  for (const name of called) {
    const reason = STATUS_CODES[name];
    if (reason !== undefined) names.push(reason);
    // An index (a parameter in its list) or a keyword of the format (`schema`, `items`) is no name.
    if (isNamed(context) && !/^[0-9]+$/.test(name)) names.push(name);
  }
  return names;
}

const NAMED = new Set(["Schema", "Response", "Parameter", "Header", "SecurityScheme", "RequestBody"]);

function isNamed(context: Context): boolean {
  return NAMED.has(context.type.name) && context.key !== "schema" && context.key !== "items";
}

function fileName(context: Context): string {
  const file = basename(context.location.source.absoluteRef);
  return file.slice(0, file.length - extname(file).length);
}
