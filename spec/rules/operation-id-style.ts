import type { Context, Factory, Node } from "./redocly.ts";

/** Operations are called by their official names in lower camel case: the id is the client's method. */
export const operationIdStyle: Factory = () => ({
  Operation: {
    enter(node: Node, context: Context) {
      const id = node.operationId;
      if (typeof id !== "string" || /^[a-z][A-Za-z0-9]*$/.test(id)) return;
      const words = id.split(/[^A-Za-z0-9]/).filter((word) => word !== "");
      const camel = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
      context.report({
        message: `operationId ${JSON.stringify(id)} is not lower camel case: write ${camel.charAt(0).toLowerCase()}${camel.slice(1)}.`,
        location: context.location.child("operationId"),
      });
    },
  },
});
