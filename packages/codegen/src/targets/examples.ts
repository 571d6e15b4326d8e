import type { OperationModel } from "../model.ts";
import { HEADER, literal, propertyName, typeText } from "../typescript-text.ts";

/** The named examples of each operation's body and 200 answer: one small world that hangs together. */
export function examplesJs(operations: readonly OperationModel[]): string {
  const cases = (examples: Record<string, unknown>) =>
    Object.entries(examples)
      .map(([name, value]) => `      ${propertyName(name)}: ${literal(withBigints(value))},\n`)
      .join("");
  const rows = operations.map(
    ({ id, examples: { requests, answers } }) =>
      `  ${id}: {\n    requests: {\n${cases(requests)}    },\n    answers: {\n${cases(answers)}    },\n  },\n`,
  );
  return `${HEADER}\nexport const examples = {\n${rows.join("")}};\n`;
}

export function examplesDts(operations: readonly OperationModel[]): string {
  const names = (cases: Record<string, unknown>, type: string) =>
    Object.keys(cases)
      .map((name) => `readonly ${propertyName(name)}: ${type};`)
      .join(" ");
  const rows = operations.map(({ id, body, responses, examples: { requests, answers } }) => {
    const types = [body?.schema, responses.get("200")].map((schema) =>
      schema ? `contract.${typeText(schema)}` : "undefined",
    );
    const [requestType = "", answerType = ""] = types;
    return `  readonly ${id}: {\n    readonly requests: { ${names(requests, requestType)} };\n    readonly answers: { ${names(answers, answerType)} };\n  };\n`;
  });
  return `${HEADER}
import type * as contract from "./index.gen.js";

/** The document's named examples: bodies as a user would send them, answers as the service gives them. */
export declare const examples: {
${rows.join("")}};
`;
}

/** Integers that a number may have rounded become bigints, as in the client's answers. */
function withBigints(value: unknown): unknown {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    return BigInt(value);
  if (Array.isArray(value)) return value.map(withBigints);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withBigints(part)]));
}
