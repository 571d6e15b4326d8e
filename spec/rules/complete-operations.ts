import { type Context, type Factory, isNode, type Location, type Node } from "./redocly.ts";
import { targetName } from "./target-name.ts";

/** What can go wrong with any operation, described once for all: component by status. */
const ERRORS = {
  "400": "BadRequest",
  "401": "Unauthorized",
  "403": "Forbidden",
  "429": "TooManyRequests",
  "500": "InternalServerError",
  "503": "ServiceUnavailable",
};

/** Every operation has its tag, the six errors that any of them gives, and an example of each JSON body. */
export const completeOperations: Factory = () => ({
  Operation: {
    enter(node: Node, context: Context) {
      const id = String(node.operationId);
      const here = context.location.child("operationId");
      if (!Array.isArray(node.tags) || node.tags.length === 0) {
        context.report({
          message: `${id} has no tag: write tags with the one of openapi.yaml that it belongs to.`,
          location: here,
        });
      }
      const responses = isNode(node.responses) ? node.responses : {};
      for (const [status, name] of Object.entries(ERRORS)) {
        if (targetName(responses[status]) === name) continue;
        context.report({
          message: `${id} does not answer ${status} with ${name}: refer to components/responses/${name}.yaml under responses.`,
          location: here,
        });
      }
      checkExamples(node.requestBody, "request", context.location.child("requestBody").key());
      for (const [status, response] of Object.entries(responses)) {
        if (/^2/.test(status))
          checkExamples(response, status, context.location.child(["responses", status]).key());
      }

      function checkExamples(body: unknown, kind: string, location: Location): void {
        const json = isNode(body) && isNode(body.content) ? body.content["application/json"] : undefined;
        if (!isNode(json) || json.example !== undefined) return;
        if (isNode(json.examples) && Object.keys(json.examples).length > 0) return;
        context.report({
          message: `${id} has no example of its ${kind === "request" ? "request body" : `answer ${kind}`}: write examples/${id}/<case>.json and refer to it under examples with externalValue.`,
          location,
        });
      }
    },
  },
});
