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
  responses: Record<string, { content?: Record<string, Media> }>;
}

export interface Sample {
  id: string;
  method: string;
  /** Path and query of the smallest request that the document allows. */
  target: string;
  /** The documented 200 bodies; none where the 200 response has no body. */
  answers: unknown[];
  hasBody: boolean;
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
        for (const { name, required, schema, in: place } of parameters) {
          if (place === "query" && required) query.set(name, smallest(follow(schema) as Parameter["schema"]));
        }
        const media = operation.responses["200"]?.content?.["application/json"];
        const examples = Object.values(media?.examples ?? {}).map(
          (example) => (follow(example) as { value: unknown }).value,
        );
        return {
          id: operation.operationId,
          method: method.toUpperCase(),
          target: `${path.replace(/\{\w+\}/g, "a1")}?${query}`,
          answers: media?.example === undefined ? examples : [media.example, ...examples],
          hasBody: media !== undefined,
        };
      }),
  );
}

function smallest({ enum: values, minimum, type }: Parameter["schema"]): string {
  return values?.[0] ?? (type === "integer" ? String(minimum ?? 1) : "a1");
}
