import { createEmulator } from "@hss-kit/emulator";
import { serve } from "@hss-kit/emulator/node";
import { expectNoViolations, prismTest, startPrismProxy } from "@hss-kit/testing/prism";
import { describe, expect } from "vitest";
import { createClient, HssServiceError } from "../src/index.ts";
import { operations } from "../src/operations.ts";
import { rejection, SECRETS } from "./support/client.ts";
import { collect } from "./support/emulator.ts";

function clientFor(endpoint: string) {
  return createClient({ endpoint, credentials: { ...SECRETS }, projectId: "p-1", deadline: 20_000 });
}

describe("against a Prism mock, which knows nothing but the document", () => {
  prismTest("every operation gets the answer that the document promises", async ({ mock }) => {
    const hss = clientFor(mock.url);
    const image = { image_type: "harbor", namespace: "支付", image_name: "a b/c", tag_name: "1+1" } as const;
    // A GET first: the connection may have been idle so long that Prism is about to close it, and no POST is repeated.
    const answers = {
      listImageScanTask: await hss.listImageScanTask({ type: "image_scan", limit: 200 }),
      listRegistryImages: await hss.listRegistryImages({ scan_status: "success", has_vul: true }),
      listImageLocal: await hss.listImageLocal({ limit: 10 }),
      listImageVulnerabilities: await hss.listImageVulnerabilities({ image_id: "sha256:1", ...image }),
      createManualImageScanTask: await hss.createManualImageScanTask({
        global_image_type: "registry",
        region: "cn-north-4",
        body: { scan_scope: 0xf0000, rate_limit: 10, image_info: [{ id: 1, namespace: "支付" }] },
      }),
      stopImageScanTask: await hss.stopImageScanTask({ task_id: "a/b?c" }),
    };
    expect(Object.keys(answers).sort()).toEqual(Object.keys(operations).sort());
    for (const [id, answer] of Object.entries(answers)) {
      if (id.startsWith("list")) {
        expect(answer, id).toMatchObject({ total_num: expect.any(Number), data_list: expect.any(Array) });
      } else {
        expect(answer, id).toBeUndefined();
      }
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
