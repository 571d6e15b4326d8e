import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Bundles, type OpenApi, readBundles } from "../src/document.ts";

/** The folder of the real bundles. */
export const bundlesFolder = dirname(fileURLToPath(import.meta.resolve("@hss-kit/spec/hss.en.json")));

export const realBundles = (): Promise<Bundles> => readBundles(bundlesFolder);

/** The real document with one operation more, which uses what the six do not: a header, an array, an answer in-line. */
export async function grownBundles(): Promise<Bundles> {
  const { en, zh, errors } = await realBundles();
  return { en: grown(en, "Pause a scan task"), zh: grown(zh, "暂停扫描任务"), errors };
}

function grown(document: OpenApi, summary: string): OpenApi {
  const copy = structuredClone(document);
  copy.components.schemas = {
    ...copy.components.schemas,
    Pause: {
      type: "object",
      required: ["until"],
      properties: {
        until: { type: "integer", format: "int64", minimum: 0, maximum: 2 ** 63, description: "An id." },
        reasons: { type: "array", maxItems: 2, items: { type: "string", enum: ["night", "load"] } },
        password: { type: "string", writeOnly: true, enum: ["example-a", "example-b"] },
        mood: { type: "string", "x-extensible-enum": ["calm", "busy"] },
      },
    },
  };
  const Pause = { $ref: "#/components/schemas/Pause" };
  copy.paths["/v5/{project_id}/image/image-scan/tasks/{task_id}/pause"] = {
    put: {
      operationId: "pauseImageScanTask",
      summary,
      tags: ["Scan tasks"],
      parameters: [
        { $ref: "#/components/parameters/ProjectId" },
        {
          name: "task_id",
          in: "path",
          required: true,
          schema: { type: "string", minLength: 1, maxLength: 8 },
        },
        { name: "pin", in: "query", "x-secret": true, schema: { type: "string", maxLength: 4 } },
        {
          name: "X-Reason",
          in: "header",
          required: true,
          schema: { type: "string", enum: ["night", "load"] },
        },
        {
          name: "minutes",
          in: "query",
          schema: { type: "integer", format: "int32", minimum: 1, maximum: 60 },
        },
      ],
      requestBody: { required: true, content: { "application/json": { schema: Pause } } },
      responses: { "200": { description: "Paused.", content: { "application/json": { schema: Pause } } } },
    },
  };
  copy.paths["/v5/{project_id}/image/image-scan/tasks/{task_id}/log"] = {
    get: {
      operationId: "showImageScanTaskLog",
      summary,
      tags: ["Scan tasks"],
      parameters: [{ $ref: "#/components/parameters/ProjectId" }],
      responses: {
        "200": {
          description: "The log.",
          content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
        },
      },
    },
  };
  return copy;
}
