/** One bundle, as far as programs usually look into it: anything below that OpenAPI 3.1 allows is `unknown`. */
export interface HssDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string; description: string }[];
  security: { [scheme: string]: string[] }[];
  tags: { name: string; description: string; "x-displayName"?: string }[];
  /** By path ("/v5/{project_id}/image/tasks") and method in lower case. */
  paths: { [path: string]: { [method: string]: HssOperation } };
  components: { [kind: string]: { [name: string]: unknown } };
}

export interface HssOperation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  deprecated?: boolean;
  /** Of a deprecated operation: the operationId to use in its place. */
  "x-successor"?: string;
  /** Codes of errors.json. */
  "x-errors"?: string[];
  /** Each a parameter, or a `$ref` into `components.parameters`. */
  parameters: unknown[];
  requestBody?: unknown;
  /** By HTTP status. */
  responses: { [status: string]: unknown };
}

declare const document: HssDocument;
export default document;
