import { type Context, type Factory, isNode, type Node } from "./redocly.ts";

/** Every field has a description, its own or that of the component it refers to. */
export const describedProperties: Factory = () => ({
  SchemaProperties: {
    enter(node: Node, context: Context) {
      for (const [name, schema] of Object.entries(node)) {
        if (isDescribed(schema, context)) continue;
        context.report({
          message: `${name} has no description: write description and x-zh.description, or describe the component it refers to.`,
          location: context.location.child(name).key(),
        });
      }
    },
  },
});

function isDescribed(schema: unknown, context: Context): boolean {
  if (!isNode(schema)) return false;
  if (typeof schema.description === "string" && schema.description.trim() !== "") return true;
  const parts = [schema, ...[schema.anyOf, schema.allOf, schema.oneOf].filter(Array.isArray).flat()];
  return parts.some((part) => {
    if (!isNode(part) || typeof part.$ref !== "string") return false;
    const { node } = context.resolve({ $ref: part.$ref });
    return isNode(node) && typeof node.description === "string" && node.description.trim() !== "";
  });
}
