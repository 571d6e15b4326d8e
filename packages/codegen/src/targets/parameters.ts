import type { OpenApi, Schema } from "../document.ts";
import { resolve } from "../document.ts";
import type { OperationModel } from "../model.ts";
import { exact, HEADER, literal } from "../typescript-text.ts";

/** What a program needs to turn texts (a URL's query, a command's options) into parameters: no prose. */
export function parametersJs(document: OpenApi, operations: readonly OperationModel[]): string {
  const rows = operations.map((operation) => {
    const entries = operation.parameters.map((parameter) => {
      const schema: Schema = { ...resolve<Schema>(document, parameter.schema), ...parameter.schema };
      const bound = (value: number | undefined) =>
        value === undefined || Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : BigInt(exact(value));
      return literal({
        name: parameter.name,
        in: parameter.in,
        required: parameter.required ?? false,
        type: schema.type,
        format: schema.format,
        secret: (parameter["x-secret"] ?? schema["x-secret"]) ? true : undefined,
        enum: schema.enum,
        minimum: bound(schema.minimum),
        maximum: bound(schema.maximum),
        minLength: schema.minLength,
        maxLength: schema.maxLength,
        default: schema.default,
      });
    });
    return `  ${operation.id}: [\n${entries.map((entry) => `    ${entry},\n`).join("")}  ],\n`;
  });
  return `${HEADER}\nexport const parameters = {\n${rows.join("")}};\n`;
}

export const parametersDts = `${HEADER}
import type { OperationId } from "./index.gen.js";

export interface ParameterEntry {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly type: "string" | "integer" | "number" | "boolean" | "array";
  readonly format?: string;
  /** Its value must not be shown, logged or typed where others can read it. */
  readonly secret?: true;
  readonly enum?: readonly string[];
  /** A bigint where a number would lose digits. */
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  /** In characters (code points). */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly default?: string | number | boolean;
}

export declare const parameters: { readonly [Id in OperationId]: readonly ParameterEntry[] };
`;
