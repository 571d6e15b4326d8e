import { examples } from "@hss-kit/contract/examples";
import { responseFaults } from "@hss-kit/contract/validators";
import { createEmulator } from "@hss-kit/emulator";
import { serve } from "@hss-kit/emulator/node";
import { expectNoViolations, prismTest, startPrismProxy } from "@hss-kit/testing/prism";
import { describe, expect } from "vitest";
import { createClient, HssServiceError } from "../src/index.ts";
import { type OperationId, operations, type ParameterEntry, parameters } from "../src/operations.ts";
import { requestFaults } from "../src/validation.ts";
import { rejection, SECRETS } from "./support/client.ts";
import { collect } from "./support/emulator.ts";

/** A call with all that is required, and odd characters wherever they are allowed. */
function sampleCall(id: OperationId): object {
  const [body] = Object.values(examples[id].requests as Record<string, unknown>);
  const required = parameters[id].filter(
    (parameter) => parameter.required && parameter.name !== "project_id",
  );
  const values = required.map((parameter) => [parameter.name, sampleValue(parameter)]);
  return { ...Object.fromEntries(values), ...(body !== undefined && { body }) };
}

function sampleValue({ type, enum: words, minimum, maxLength = 256, name }: ParameterEntry): unknown {
  if (words?.[0] !== undefined) return words[0];
  if (type === "integer") return minimum ?? 0;
  if (type === "boolean") return true;
  // A header carries ASCII only.
  return (name === "region" ? "cn-north-4" : "支付 a/b?c&d=1+1%~'").slice(0, maxLength);
}

function clientFor(endpoint: string) {
  return createClient({ endpoint, credentials: { ...SECRETS }, projectId: "p-1", deadline: 20_000 });
}

describe("against a Prism mock, which knows nothing but the document", () => {
  prismTest("every operation gets the answer that the document promises", async ({ mock }) => {
    const hss = createClient({
      endpoint: mock.url,
      credentials: { ...SECRETS },
      projectId: "p-1",
      deadline: 20_000,
      validate: requestFaults,
    });
    // GETs first: the connection may have been idle so long that Prism is about to close it, and no POST is repeated.
    const ids = (Object.keys(operations) as OperationId[]).sort(
      (one, other) => Number(operations[one].method !== "GET") - Number(operations[other].method !== "GET"),
    );
    for (const id of ids) {
      const call = hss[id] as (call: object) => Promise<unknown>;
      const answer = await call(sampleCall(id)).catch((error: unknown) => error);
      if (operations[id].binary) expect(answer, id).toBeInstanceOf(Blob);
      else expect(responseFaults(id, 200, answer), id).toEqual([]);
    }
  });

  prismTest("a call that the document forbids is refused, and the refusal is read", async ({ mock }) => {
    const hss = clientFor(mock.url);
    const error = await rejection(hss.listImageScanTask({ type: "image_scan", limit: 5 }));
    expect(error).toBeInstanceOf(HssServiceError);
    expect(error).toMatchObject({ operation: "listImageScanTask" });
  });
});

describe("client and emulator, with the Prism proxy as referee", () => {
  prismTest("say nothing in a whole scan that the document does not allow", async () => {
    const images = [
      { image_name: "shop", vulnerabilities: 250 },
      { image_name: "shop", image_version: "broken", fails: "image_over_sized" },
    ] as const;
    const emulator = createEmulator({ images });
    const server = await serve(emulator);
    const proxy = await startPrismProxy({ upstream: server.url });
    try {
      const hss = createClient({
        endpoint: proxy.url,
        credentials: emulator.credentials,
        projectId: emulator.projectId,
        clock: emulator.clock,
      });
      const run = hss.scan({ target: { query: { image_name: "shop" } }, rateLimit: 100 });
      await hss.stopImageScanTask({ task_id: "no-such-task" }).catch(() => undefined);
      const result = await run.result();
      expect(result).toMatchObject({ state: "partial", succeeded: 1, failed: 1 });
      expect(await collect(result.findings())).toHaveLength(250);
      const local = await hss.scan({ target: { all: true }, imageType: "local" }).result();
      expect((await collect(local.images())).length).toBeGreaterThan(0);
      expectNoViolations(proxy);
    } finally {
      await proxy.close();
      await server.close();
    }
  });
});
