import type { Bundles, OpenApi, Operation, Parameter, Schema } from "./document.ts";
import { resolve } from "./document.ts";

export interface Text {
  en: string;
  zh: string;
}

/** One operation with every `$ref` around its schemas followed: what all the targets are made from. */
export interface OperationModel {
  id: string;
  method: string;
  path: string;
  deprecated: boolean;
  tag: Text;
  summary: Text;
  description: Text;
  parameters: (Parameter & { text: Text })[];
  /** Missing where the operation takes no body. */
  body?: { required: boolean; schema: Schema };
  /** Schema of each documented status; `undefined` for an answer without a body. A file's has the format `binary`. */
  responses: Map<string, Schema | undefined>;
  /** Values by case name: bodies, and bodies of the 200 answer. */
  examples: { requests: Record<string, unknown>; answers: Record<string, unknown> };
}

interface Content {
  content?: Record<string, { schema?: Schema; examples?: Record<string, { value?: unknown }> }>;
}

const METHODS = ["get", "put", "post", "delete", "patch"] as const;
/** How a caller authenticates is the client's business, not a parameter of each call. */
const AUTHENTICATION = new Set(["x-auth-token", "authorization"]);

/** Whether the operation answers with a file instead of JSON. */
export const isBinary = (operation: OperationModel): boolean =>
  operation.responses.get("200")?.format === "binary";

export function modelOf({ en, zh }: Bundles): OperationModel[] {
  const models: OperationModel[] = [];
  for (const [path, item] of Object.entries(en.paths)) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (operation === undefined) continue;
      const other = zh.paths[path]?.[method] as Operation | undefined;
      if (other === undefined) throw new Error(`${method} ${path} is in the English bundle only`);
      models.push(operationModel(en, zh, method, path, operation, other));
    }
  }
  return models;
}

function operationModel(
  en: OpenApi,
  zh: OpenApi,
  method: string,
  path: string,
  operation: Operation,
  other: Operation,
): OperationModel {
  const id = operation.operationId;
  const others = parametersOf(zh, other);
  const parameters = parametersOf(en, operation).map((parameter, index) => ({
    ...parameter,
    text: text(parameter.description, others[index]?.description),
  }));
  const taken = new Set(["body"]);
  for (const { name } of parameters) {
    // Calls are flat: path, query and header parameters stand side by side with the body.
    if (taken.has(name))
      throw new Error(`${id}: two inputs are called "${name}"; a flat call cannot tell them apart`);
    taken.add(name);
  }
  const body = operation.requestBody && resolve(en, operation.requestBody);
  const schema = body?.content["application/json"]?.schema;
  const tag = operation.tags?.[0] ?? "";
  return {
    id,
    method: method.toUpperCase(),
    path,
    deprecated: operation.deprecated ?? false,
    tag: text(tagName(en, tag), tagName(zh, tag)),
    summary: text(operation.summary, other.summary),
    description: text(operation.description, other.description),
    parameters,
    ...(body && schema && { body: { required: body.required ?? false, schema } }),
    responses: new Map(
      Object.entries(operation.responses).map(([status, response]) => {
        const { content } = resolve(en, response as Content);
        return [status, (content?.["application/json"] ?? content?.["application/octet-stream"])?.schema];
      }),
    ),
    examples: {
      requests: examplesOf(body),
      answers: examplesOf(resolve(en, (operation.responses["200"] ?? {}) as Content)),
    },
  };
}

function examplesOf(node: Content | undefined): Record<string, unknown> {
  const examples = node?.content?.["application/json"]?.examples ?? {};
  return Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, value]));
}

function parametersOf(document: OpenApi, operation: Operation): Parameter[] {
  return (operation.parameters ?? [])
    .map((parameter) => resolve(document, parameter))
    .filter(({ name }) => !AUTHENTICATION.has(name.toLowerCase()));
}

function tagName(document: OpenApi, name: string): string {
  return document.tags?.find((tag) => tag.name === name)?.["x-displayName"] ?? name;
}

function text(en: string | undefined, zh: string | undefined): Text {
  return { en: (en ?? "").trim(), zh: (zh ?? "").trim() };
}
