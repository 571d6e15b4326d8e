import { fileURLToPath } from "node:url";
import { _, Ajv, type CodeKeywordDefinition, type KeywordCxt } from "ajv";
import standaloneModule from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { OpenApi, Schema } from "../document.ts";
import { schemaName } from "../document.ts";
import type { OperationModel } from "../model.ts";
import { exact, HEADER } from "../typescript-text.ts";

const RUNTIME = fileURLToPath(new URL("../runtime/", import.meta.url));
/** What ajv's code asks for at run time, and what it gets: ours, so that the output stands alone. */
const CODE_POINTS = 'require("ajv/dist/runtime/ucs2length").default';

/**
 * The validators of all requests and answers, compiled by ajv to plain functions (no `eval`, no dependency), with the
 * code that turns ajv's errors into faults bundled in.
 */
export async function validatorsJs(
  document: OpenApi,
  operations: readonly OperationModel[],
): Promise<string> {
  const code = `import { codePoints } from "./code-points.ts";\n${compile(document, operations)}`;
  const table = (kind: string, rows: string[]) => `const ${kind} = {\n${rows.join("")}};\n`;
  const requests = operations.map(({ id }) => `  ${id}: compiled.${requestName(id)},\n`);
  const responses = operations.map(({ id, responses: statuses }) => {
    const row = [...statuses].map(([status, schema]) => {
      if (schema?.format === "binary") return `${status}: "file"`;
      return `${status}: ${schema ? `compiled.${responseName(schema)}` : "undefined"}`;
    });
    return `  ${id}: { ${row.join(", ")} },\n`;
  });
  const entry = [
    'import * as compiled from "compiled";',
    'import { makeRequestFaults } from "./request-faults.ts";',
    'import { makeResponseFaults } from "./response-faults.ts";',
    table("requests", requests),
    table("responses", responses),
    `export const requestFaults = makeRequestFaults(requests, ${JSON.stringify(secretNames(document, operations))});`,
    "export const responseFaults = makeResponseFaults(responses);",
  ].join("\n");

  const result = await build({
    stdin: { contents: entry, resolveDir: RUNTIME, sourcefile: "validators.js" },
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    // Names only: the code is still read by people who step through it, and it zips to the same size.
    minifySyntax: true,
    write: false,
    plugins: [
      {
        name: "compiled",
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^compiled$/ }, () => ({ path: "compiled", namespace: "compiled" }));
          onLoad({ filter: /.*/, namespace: "compiled" }, () => ({ contents: code, resolveDir: RUNTIME }));
        },
      },
    ],
  });
  const text = result.outputFiles[0]?.text ?? "";
  if (text.includes("require("))
    throw new Error("the validators need something at run time: give it to them in src/runtime");
  return `${HEADER}\n${text}`;
}

export const validatorsDts = `${HEADER}
import type { OperationId } from "./index.gen.js";

/** One thing that is wrong with a request or an answer. */
export interface Fault {
  /** Where: \`limit\`, \`body.image_info[0].id\`; empty for the whole. */
  readonly field: string;
  readonly value: unknown;
  /** The JSON Schema keyword that is not met; \`unknown\` for a name that the document does not have. */
  readonly keyword: string;
  /** The bound, the allowed values, or the expected type, where there is one. */
  readonly limit?: unknown;
  /** One sentence that names field, value and limit. */
  readonly message: string;
}

/**
 * Checks a call's parameters, given flat as the client takes them (path, query and header parameters side by side, the
 * body under \`body\`), against the document. Never throws; an empty array means that nothing is wrong.
 */
export declare function requestFaults(
  operation: OperationId,
  parameters: object,
  options?: { unknownFields?: "fault" | "ignore" },
): Fault[];

/** Checks an answer: \`body\` is the parsed JSON (64-bit integers as number or bigint), \`undefined\` when it is empty. */
export declare function responseFaults(operation: OperationId, status: number, body: unknown): Fault[];
`;

function compile(document: OpenApi, operations: readonly OperationModel[]): string {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: false,
    // One function a schema: inlined everywhere, the code would be five times as long.
    inlineRefs: false,
    // The faults say it in their own words.
    messages: false,
    code: { source: true, esm: true, lines: true, optimize: 2 },
  });
  for (const keyword of [int64, int64Minimum, int64Maximum]) ajv.addKeyword(keyword);

  // A request's objects take no unknown names, so that a slip of the pen is found; an answer's may grow.
  const schemas = Object.entries(document.components.schemas ?? {});
  for (const kind of ["closed", "open"] as const) {
    const $defs = Object.fromEntries(schemas.map(([name, schema]) => [name, validating(schema, kind)]));
    ajv.addSchema({ $id: kind, $defs });
  }

  const exports: Record<string, string> = {};
  for (const operation of operations) {
    ajv.addSchema({ ...validating(requestSchema(operation), "closed"), $id: requestName(operation.id) });
    exports[requestName(operation.id)] = requestName(operation.id);
    for (const schema of operation.responses.values()) {
      if (schema?.$ref) exports[responseName(schema)] = validating(schema, "open").$ref ?? "";
    }
  }
  const standalone = standaloneModule as unknown as (instance: Ajv, names: Record<string, string>) => string;
  return standalone(ajv, exports).replaceAll(CODE_POINTS, "codePoints");
}

const requestName = (operationId: string) => `request_${operationId}`;
/** Many operations and statuses share a component: it is compiled once. */
const responseName = (schema: Schema) => `answer_${schemaName(schema.$ref ?? "")}`;

/** Names of the inputs whose values may never be shown: write-only properties, and parameters marked as secret. */
function secretNames(document: OpenApi, operations: readonly OperationModel[]): string[] {
  const parameters = operations.flatMap((operation) => operation.parameters);
  const secret = parameters.filter((parameter) => parameter["x-secret"] ?? parameter.schema["x-secret"]);
  const properties = Object.values(document.components.schemas ?? {}).flatMap((schema) =>
    Object.entries(schema.properties ?? {}).filter(
      ([, property]) => property.writeOnly ?? property["x-secret"],
    ),
  );
  return [...new Set([...secret.map(({ name }) => name), ...properties.map(([name]) => name)])].sort();
}

function requestSchema(operation: OperationModel): Schema {
  const properties = Object.fromEntries(operation.parameters.map(({ name, schema }) => [name, schema]));
  // The client fills project_id in, so a call need not have it.
  const required = operation.parameters
    .filter((p) => p.required && p.name !== "project_id")
    .map(({ name }) => name);
  if (operation.body) {
    properties.body = operation.body.schema;
    if (operation.body.required) required.push("body");
  }
  return { type: "object", properties, required };
}

const VALIDATING = [
  ["enum", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"],
  ["pattern", "uniqueItems", "const", "required", "type"],
].flat();

/** A schema reduced to what validates, with 64-bit integers as our keywords and objects closed or open. */
function validating(schema: Schema, kind: "closed" | "open"): Schema {
  if (schema.$ref !== undefined) return { $ref: `${kind}#/$defs/${schemaName(schema.$ref)}` };
  const result: Schema = {};
  for (const keyword of VALIDATING) if (keyword in schema) result[keyword] = schema[keyword];
  if (schema.format === "int64") {
    delete result.type;
    delete result.minimum;
    delete result.maximum;
    result.int64 = true;
    if (schema.minimum !== undefined) result.int64Minimum = exact(schema.minimum);
    if (schema.maximum !== undefined) result.int64Maximum = exact(schema.maximum);
  }
  if (schema.items) result.items = validating(schema.items, kind);
  for (const combination of ["anyOf", "oneOf", "allOf"]) {
    const parts = schema[combination] as Schema[] | undefined;
    if (parts) result[combination] = parts.map((part) => validating(part, kind));
  }
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    result.properties = Object.fromEntries(
      entries.map(([name, property]) => [name, validating(property, kind)]),
    );
    if (kind === "closed") result.propertyNames = { enum: entries.map(([name]) => name) };
  }
  return result;
}

// ajv checks numbers only; a 64-bit integer may be a bigint. JavaScript compares the two exactly.
const int64: CodeKeywordDefinition = {
  keyword: "int64",
  schemaType: "boolean",
  error: { message: "must be an exact integer" },
  code: (cxt: KeywordCxt) =>
    cxt.fail(_`!(typeof ${cxt.data} == "bigint" || Number.isSafeInteger(${cxt.data}))`),
};

const int64Minimum: CodeKeywordDefinition = boundKeyword(
  "int64Minimum",
  (cxt, bound) => _`${cxt.data} < ${bound}`,
);
const int64Maximum: CodeKeywordDefinition = boundKeyword(
  "int64Maximum",
  (cxt, bound) => _`${cxt.data} > ${bound}`,
);

function boundKeyword(
  keyword: string,
  outside: (cxt: KeywordCxt, bound: ReturnType<typeof _>) => ReturnType<typeof _>,
): CodeKeywordDefinition {
  return {
    keyword,
    schemaType: "string",
    error: { message: "is out of range", params: (cxt) => _`{limit: BigInt(${cxt.schema as string})}` },
    code(cxt) {
      const isNumber = _`(typeof ${cxt.data} == "bigint" || typeof ${cxt.data} == "number")`;
      cxt.fail(_`${isNumber} && (${outside(cxt, _`BigInt(${cxt.schema as string})`)})`);
    },
  };
}
