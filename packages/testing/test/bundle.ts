import { readFile } from "node:fs/promises";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: { enum?: string[]; minimum?: number; type?: string };
}
interface Media {
  examples?: Record<string, { value: unknown }>;
  example?: unknown;
}
interface Operation {
  operationId: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

export interface Sample {
  id: string;
  method: string;
  /** Path and query of the smallest request that the document allows. */
  target: string;
  headers: Record<string, string>;
  /** The first documented body, as JSON. */
  body?: string;
  /** The documented 200 bodies; none where the 200 response has no body. */
  answers: unknown[];
  /** What the 200 response has for a body. */
  kind: "json" | "file" | "empty";
}

/** Each operation of the English bundle with a request that it allows and the answers that it documents. */
export async function readSamples(): Promise<Sample[]> {
  const url = new URL("../../../spec/dist/hss.en.json", import.meta.url);
  const bundle = JSON.parse(await readFile(url, "utf8"));
  const follow = (node: unknown): unknown => {
    const ref = (node as { $ref?: string }).$ref;
    if (ref === undefined) return node;
    return follow(
      ref
        .slice(2)
        .split("/")
        .reduce((at, key) => at[key], bundle),
    );
  };
  const paths: Record<string, Record<string, Operation>> = bundle.paths;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.operationId !== undefined)
      .map(([method, operation]) => {
        const parameters = (operation.parameters ?? []).map((parameter) => follow(parameter) as Parameter);
        const query = new URLSearchParams();
        const headers: Record<string, string> = {};
        for (const { name, required, schema, in: place } of parameters) {
          if (!required) continue;
          const value = smallest(follow(schema) as Parameter["schema"]);
          if (place === "query") query.set(name, value);
          if (place === "header") headers[name] = value;
        }
        const sent = operation.requestBody?.content["application/json"]?.examples;
        const [body] = Object.values(sent ?? {}).map(
          (example) => (follow(example) as { value: unknown }).value,
        );
        const content = operation.responses["200"]?.content;
        const media = content?.["application/json"];
        const examples = Object.values(media?.examples ?? {}).map(
          (example) => (follow(example) as { value: unknown }).value,
        );
        return {
          id: operation.operationId,
          method: method.toUpperCase(),
          target: `${path.replace(/\{\w+\}/g, "a1")}?${query}`,
          headers,
          ...(body !== undefined && { body: JSON.stringify(body) }),
          answers: media?.example === undefined ? examples : [media.example, ...examples],
          kind: media ? "json" : content ? "file" : "empty",
        };
      }),
  );
}

function smallest({ enum: values, minimum, type }: Parameter["schema"]): string {
  if (type === "boolean") return "true";
  return values?.[0] ?? (type === "integer" ? String(minimum ?? 1) : "a1");
}
