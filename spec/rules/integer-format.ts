import type { Context, Factory, Node } from "./redocly.ts";

const INT32_MAXIMUM = 2_147_483_647;

/**
 * An integer says whether it has 32 or 64 bits: where a value may lose digits in a JavaScript number, the types
 * and the reader of answers have to know.
 */
export const integerFormat: Factory = () => ({
  Schema: {
    enter(node: Node, context: Context) {
      if (![node.type].flat().includes("integer")) return;
      if (node.format !== "int32" && node.format !== "int64") {
        const found =
          node.format === undefined ? "has no format" : `has the format ${JSON.stringify(node.format)}`;
        context.report({
          message: `This integer ${found}: write format: int32 or format: int64, as the service documents it.`,
          location: context.location.child("type").key(),
        });
        return;
      }
      if (node.format === "int32" && typeof node.maximum === "number" && node.maximum > INT32_MAXIMUM) {
        context.report({
          message: `maximum is ${node.maximum}, over the ${INT32_MAXIMUM} of int32: write format: int64, or lower the maximum.`,
          location: context.location.child("maximum"),
        });
      }
    },
  },
});
