import { examples } from "@hss-kit/contract/examples";
import { describe, expect, test } from "vitest";
import { createEmulator } from "../src/index.ts";
import { attempt, call } from "./support/call.ts";

const bodies = examples.createManualImageScanTask.requests;
const image = examples.listRegistryImages.answers["after-a-scan"].data_list[0];
const HOUR = 3_600_000;

async function scanned(body: object, global_image_type: "registry" | "local") {
  const emulator = createEmulator();
  expect(await attempt(emulator, "createManualImageScanTask", { global_image_type, body })).toMatchObject({
    status: 200,
  });
  emulator.clock.advance(24 * HOUR);
  const [task] = (await call(emulator, "listImageScanTask", { type: "image_scan", task_type: "manual" }))
    .data_list;
  return { emulator, task };
}

describe("the bodies that the document shows", () => {
  test("scan everything", async () => {
    const { task } = await scanned(bodies["scan-everything"], "registry");
    expect(task).toMatchObject({ is_all: true, rate_limit: 60, task_status: 100 });
    expect(task?.total_num).toBeGreaterThan(20);
  });

  test("scan what a query finds: the image of the examples is among it", async () => {
    const { emulator, task } = await scanned(bodies["scan-what-a-query-finds"], "registry");
    expect(task?.total_num).toBeGreaterThan(0);
    const query = { namespace: "payments", image_name: "order-service", scan_status: "success" } as const;
    expect((await call(emulator, "listRegistryImages", query)).data_list).toHaveLength(1);
  });

  test("scan chosen images: one well, one as the examples say that it fails", async () => {
    const { task } = await scanned(bodies["scan-chosen-images"], "registry");
    const documentedTask = examples.listImageScanTask.answers["one-running-one-done"].data_list[1];
    expect(task).toMatchObject({
      total_num: 2,
      success_num: 1,
      failed_num: 1,
      risky_num: 1,
      task_status: 100,
    });
    expect(task?.failed_images).toEqual(documentedTask?.failed_images);
  });

  test("scan local images", async () => {
    const { task } = await scanned(bodies["local-images"], "local");
    expect(task).toMatchObject({ image_type: "local", total_num: 2, success_num: 2, task_status: 100 });
  });
});

test("a scan of the examples' image gives what the examples show of it", async () => {
  const { emulator } = await scanned(bodies["scan-chosen-images"], "registry");
  const [listed] = (await call(emulator, "listRegistryImages", { image_name: "order-service" })).data_list;
  const { latest_scan_time: _now, ...after } = listed ?? {};
  const { latest_scan_time: _then, ...example } = image ?? {};
  expect(after).toEqual(example);
  const found = await call(emulator, "listImageVulnerabilities", {
    image_id: listed?.image_id ?? "",
    image_type: "private_image",
    namespace: "payments",
    image_name: "order-service",
    tag_name: "2.4.1",
  });
  expect(found).toEqual(examples.listImageVulnerabilities.answers["of-a-scanned-image"]);
});
