import type { OpenApi } from "../document.ts";
import { resolve } from "../document.ts";
import { isBinary, type OperationModel } from "../model.ts";
import {
  constraintLines,
  docComment,
  HEADER,
  literal,
  pascalCase,
  propertyName,
  typeText,
} from "../typescript-text.ts";

/** The table of operations, the regions and the scan scopes, as JavaScript. */
export function indexJs(document: OpenApi, operations: readonly OperationModel[]): string {
  const names = (operation: OperationModel, place: string) =>
    operation.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
  const rows = operations.map((operation) => {
    const entry = {
      method: operation.method,
      path: operation.path,
      query: names(operation, "query"),
      header: names(operation, "header"),
      body: operation.body ? true : undefined,
      binary: isBinary(operation) ? true : undefined,
    };
    return `  ${operation.id}: ${literal(entry)},\n`;
  });
  return [
    HEADER,
    `export const operations = {\n${rows.join("")}};\n`,
    `export const regions = {\n${regionsOf(document)
      .map(([id, url]) => `  ${propertyName(id)}: ${literal(url)},\n`)
      .join("")}};\n`,
    `export const scanScopes = ${literal(scanScopesOf(document))};\n`,
  ].join("\n");
}

/** The types of all that `indexJs` makes, and of each operation's parameters and answer. */
export function indexDts(document: OpenApi, operations: readonly OperationModel[]): string {
  const schemas = Object.keys(document.components.schemas ?? {});
  const sections = [
    HEADER,
    'import type { components, Int64 } from "./schema.gen.js";\n\nexport type { components, Int64, operations as openapiOperations, paths } from "./schema.gen.js";\n',
    schemas.map((name) => `export type ${name} = components["schemas"][${JSON.stringify(name)}];\n`).join(""),
    ...operations.map((operation) => parametersInterface(document, operation)),
    `/** What each operation takes and answers, by its name. */\nexport interface OperationTypes {\n${operations.map(operationType).join("")}}\n`,
    "export type OperationId = keyof OperationTypes;\n",
    `export interface OperationEntry {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  /** With its placeholders: \`/v5/{project_id}/…\`. */
  readonly path: string;
  /** Names of the parameters that go into the query. */
  readonly query: readonly string[];
  /** Names of the parameters that go into headers. */
  readonly header: readonly string[];
  /** Whether the operation takes a body. */
  readonly body?: true;
  /** Whether the answer is a file instead of JSON. */
  readonly binary?: true;
}
`,
    "export declare const operations: { readonly [Id in OperationId]: OperationEntry };\n",
    `export type RegionId =${regionsOf(document)
      .map(([id]) => `\n  | ${JSON.stringify(id)}`)
      .join(
        "",
      )};\n\n/** Where HSS answers in each region. */\nexport declare const regions: { readonly [Id in RegionId]: string };\n`,
    `export type ScanScopeName = ${Object.keys(scanScopesOf(document))
      .map((name) => JSON.stringify(name))
      .join(
        " | ",
      )};\n\n/** The bits that each kind of finding has in \`scan_scope\`. */\nexport declare const scanScopes: { readonly [Name in ScanScopeName]: number };\n`,
  ];
  return sections.join("\n");
}

function parametersInterface(document: OpenApi, operation: OperationModel): string {
  const lines = operation.parameters.map((parameter) => {
    // The client fills the project in; a call may name another.
    const optional = parameter.name === "project_id" || !parameter.required;
    const comment = docComment([parameter.text.en, ...constraintLines(document, parameter.schema)], "  ");
    return `${comment}  ${propertyName(parameter.name)}${optional ? "?" : ""}: ${typeText(parameter.schema)};\n`;
  });
  if (operation.body) {
    const { required, schema } = operation.body;
    const comment = docComment([resolve(document, schema).description ?? ""], "  ");
    lines.push(`${comment}  body${required ? "" : "?"}: ${typeText(schema)};\n`);
  }
  return `/** Parameters of \`${operation.id}\`, under their wire names. */\nexport interface ${pascalCase(operation.id)}Parameters {\n${lines.join("")}}\n`;
}

function operationType(operation: OperationModel): string {
  const answer = operation.responses.get("200");
  const comment = docComment(
    [
      operation.summary.en,
      "",
      operation.description.en,
      "",
      `\`${operation.method} ${operation.path}\``,
      ...(operation.deprecated ? ["", "@deprecated"] : []),
    ],
    "  ",
  );
  return `${comment}  ${operation.id}: { parameters: ${pascalCase(operation.id)}Parameters; response: ${answer ? typeText(answer) : "undefined"} };\n`;
}

/** Region ids and origins, from the servers of the document. */
function regionsOf(document: OpenApi): [string, string][] {
  return document.servers.map(({ url }) => {
    const id = /^https:\/\/hss\.([a-z0-9-]+)\./.exec(url)?.[1];
    if (id === undefined)
      throw new Error(`the server ${url} names no region: expected https://hss.<region>.…`);
    return [id, url];
  });
}

function scanScopesOf(document: OpenApi): Record<string, number> {
  const bits = document.components.schemas?.ScanScope?.["x-bitmask"] ?? {};
  return Object.fromEntries(Object.entries(bits).map(([name, { mask }]) => [name, mask]));
}
