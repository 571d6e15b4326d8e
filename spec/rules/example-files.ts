import { type Context, type Factory, isNode, type Node } from "./redocly.ts";

/**
 * An example is a file, which the documentation, the emulator and the tests read as well, and the document refers to
 * it with `externalValue`: the format follows no `$ref` inside a `value`. Bundling puts the file's content in.
 */
export const exampleFiles: Factory = () => ({
  Example: {
    enter(node: Node, context: Context) {
      const { value } = node;
      if (typeof value !== "object" || value === null) return;
      const message =
        isNode(value) && typeof value.$ref === "string"
          ? `A $ref inside a value is not followed: write externalValue: ${value.$ref} in place of value.`
          : "This example is written out in the document: move it to examples/<operationId>/<case>.json and refer to it with externalValue.";
      context.report({ message, location: context.location.child("value").key() });
    },
  },
});
