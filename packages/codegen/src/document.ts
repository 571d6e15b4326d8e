import { readFile } from "node:fs/promises";

/** A JSON Schema as it stands in the bundle; only the keywords that the targets read are named. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: (string | number)[];
  "x-extensible-enum"?: string[];
  "x-enumDescriptions"?: Record<string, string>;
  "x-bitmask"?: Record<string, { mask: number; description: string }>;
  "x-unit"?: string;
  "x-secret"?: boolean;
  writeOnly?: boolean;
  default?: string | number | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  [keyword: string]: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  "x-secret"?: boolean;
  schema: Schema;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: Schema; examples?: Record<string, { value?: unknown }> }>;
  };
  responses: Record<string, unknown>;
}

export interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string; description?: string }[];
  tags?: { name: string; "x-displayName"?: string }[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas?: Record<string, Schema>; [kind: string]: unknown };
}

/** One documented error code; only what the target reads is named. */
export interface ErrorCode {
  code: string;
  [about: string]: unknown;
}

/** What everything is generated from: the document, alike in structure in both languages, and the error codes. */
export interface Bundles {
  en: OpenApi;
  zh: OpenApi;
  errors: ErrorCode[];
}

/** Reads `hss.en.json`, `hss.zh.json` and `errors.json` from a folder; an error says which command makes them. */
export async function readBundles(folder: string): Promise<Bundles> {
  const read = async <Content>(name: string): Promise<Content> => {
    const file = `${folder}/${name}`;
    try {
      return JSON.parse(await readFile(file, "utf8")) as Content;
    } catch (cause) {
      throw new Error(`cannot read ${file}; run \`pnpm build\` first`, { cause });
    }
  };
  return {
    en: await read<OpenApi>("hss.en.json"),
    zh: await read<OpenApi>("hss.zh.json"),
    errors: await read<ErrorCode[]>("errors.json"),
  };
}

/** Follows a local `$ref`; anything else is returned as it is. */
export function resolve<T>(document: OpenApi, node: T | { $ref: string }): T {
  let at: unknown = node;
  for (let depth = 0; depth < 20; depth++) {
    const ref = (at as { $ref?: string } | undefined)?.$ref;
    if (ref === undefined) return at as T;
    at = ref
      .replace(/^#\//, "")
      .split("/")
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
    if (at === undefined) throw new Error(`${ref} leads nowhere`);
  }
  throw new Error("a $ref leads to itself");
}

/** The component name at the end of a `$ref` to a schema. */
export function schemaName(ref: string): string {
  const prefix = "#/components/schemas/";
  if (!ref.startsWith(prefix)) throw new Error(`${ref} is not a schema component: give it a name of its own`);
  return ref.slice(prefix.length);
}
