import { type Context, type Factory, isNode, type Node } from "./redocly.ts";
import { MEANINGS_KEY } from "./texts.ts";

/** Every value of an enumeration says what it means, and nothing else does, in each language that is there. */
export const enumMeanings: Factory = () => ({
  Schema: {
    enter(node: Node, context: Context) {
      check(node, [], context);
      if (isNode(node["x-zh"]) && isNode(node["x-zh"][MEANINGS_KEY])) {
        check({ ...node, [MEANINGS_KEY]: node["x-zh"][MEANINGS_KEY] }, ["x-zh"], context);
      }
    },
  },
});

function check(node: Node, path: string[], context: Context): void {
  const key = Array.isArray(node.enum) ? "enum" : "x-extensible-enum";
  const values = Array.isArray(node[key]) ? node[key].map(String) : [];
  const meanings = isNode(node[MEANINGS_KEY]) ? node[MEANINGS_KEY] : {};
  const place = [...path, MEANINGS_KEY];
  for (const [index, value] of values.entries()) {
    if (typeof meanings[value] === "string" && meanings[value].trim() !== "") continue;
    context.report({
      message: `${value} is a value without a meaning: say in ${place.join(".")} what it stands for.`,
      location: context.location.child([key, index]),
    });
  }
  for (const value of Object.keys(meanings)) {
    if (values.includes(value)) continue;
    context.report({
      message: `${place.join(".")} explains ${value}, which is no value of ${key}: remove it, or list the value.`,
      location: context.location.child([...place, value]).key(),
    });
  }
}
