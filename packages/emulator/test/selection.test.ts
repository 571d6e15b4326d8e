import type { Int64 } from "@hss-kit/contract";
import { describe, expect, test } from "vitest";
import { createEmulator, SECOND_ENTERPRISE_PROJECT } from "../src/index.ts";
import { attempt, call, errorOf, onlyTask } from "./support/call.ts";

type Body = Parameters<typeof call<"createManualImageScanTask">>[2]["body"];

async function sizeOf(body: Body, flat: { global_image_type?: "local" | "registry" } = {}): Promise<number> {
  const emulator = createEmulator();
  await call(emulator, "createManualImageScanTask", { ...flat, ...(body !== undefined && { body }) });
  return (await onlyTask(emulator)).total_num ?? Number.NaN;
}

async function registryImages() {
  return (await call(createEmulator(), "listRegistryImages", { limit: 200 })).data_list;
}

describe("what a task scans", () => {
  test("everything that can be scanned by hand", async () => {
    const images = await registryImages();
    const scannable = images.filter((image) => image.scannable === true);
    expect(scannable.length).toBeLessThan(images.length);
    expect(await sizeOf({ is_all: true })).toBe(scannable.length);
    expect(await sizeOf({ is_all: true, image_info: [{ id: 1 }], query_info: {} })).toBe(scannable.length);
  });

  test("chosen images, by an id with all its digits; named twice is scanned once", async () => {
    const images = (await registryImages()).filter(({ scannable }) => scannable);
    const largest = images.find(({ id }) => id === 9_223_372_036_854_775_807n);
    const ids = images.slice(0, 3).map(({ id = 0 }): { id: Int64 } => ({ id }));
    expect(largest).toBeDefined();
    expect(await sizeOf({ image_info: [...ids, ...ids] })).toBe(3);
    expect(await sizeOf({ image_info: [{ id: 9_223_372_036_854_775_807n }] })).toBe(1);
    expect(await sizeOf({ is_all: false, image_info: ids, query_info: {} })).toBe(3);
  });

  test("what a query finds", async () => {
    const images = (await registryImages()).filter(({ scannable }) => scannable);
    const count = (wanted: (image: (typeof images)[number]) => boolean) => images.filter(wanted).length;
    expect(await sizeOf({ query_info: { namespace: "平台组" } })).toBe(
      count(({ namespace }) => namespace === "平台组"),
    );
    expect(await sizeOf({ query_info: { image_type: "jfrog" } })).toBe(
      count(({ image_type }) => image_type === "jfrog"),
    );
    expect(await sizeOf({ query_info: { scan_status: "success" } })).toBe(
      count(({ scan_status }) => scan_status === "success"),
    );
    expect(await sizeOf({ image_info: [], query_info: { image_name: "服务" } })).toBe(
      count(({ image_name }) => image_name?.includes("服务") === true),
    );
    expect(await sizeOf({ query_info: { namespace: "" } })).toBe(images.length);
    expect(await sizeOf({ query_info: { namespace: "nobody's" } })).toBe(0);
  });

  test("a query on the hosts of local images", async () => {
    const local = (await call(createEmulator(), "listImageLocal", { limit: 200 })).data_list;
    const [first] = local;
    const host_id = first?.host_id ?? "";
    const expected = (await call(createEmulator(), "listImageLocal", { host_id, limit: 200 })).total_num;
    expect(expected).toBeGreaterThan(0);
    const on = { global_image_type: "local" } as const;
    expect(await sizeOf({ query_info: { host_id } }, on)).toBe(expected);
    expect(await sizeOf({ query_info: { local_image_type: "swr_image" } }, on)).toBe(
      local.filter(({ local_image_type }) => local_image_type === "swr_image").length,
    );
    expect(await sizeOf({ query_info: { host_id, cluster_id: "another" } }, on)).toBe(0);
    expect(await sizeOf({ query_info: { pod_id: "none" } }, on)).toBe(0);
  });

  test("a task that selects nothing is done at once", async () => {
    const emulator = createEmulator();
    await call(emulator, "createManualImageScanTask", { body: { query_info: { namespace: "nobody's" } } });
    expect(await onlyTask(emulator)).toMatchObject({ task_status: 100, total_num: 0, remain_min: 0 });
  });

  test("each enterprise project has its own images and tasks; all_granted_eps means all", async () => {
    const emulator = createEmulator();
    const count = async (enterprise_project_id?: string) =>
      (
        await call(emulator, "listRegistryImages", {
          ...(enterprise_project_id && { enterprise_project_id }),
        })
      ).total_num;
    const [mine, other, all] = [
      await count(),
      await count(SECOND_ENTERPRISE_PROJECT),
      await count("all_granted_eps"),
    ];
    expect(other).toBeGreaterThan(0);
    expect(mine + other).toBe(all);
    expect(await count("nobody's")).toBe(0);

    const there = { enterprise_project_id: SECOND_ENTERPRISE_PROJECT };
    await call(emulator, "createManualImageScanTask", { ...there, body: { is_all: true } });
    const tasks = { type: "image_scan", task_type: "manual" } as const;
    expect((await call(emulator, "listImageScanTask", tasks)).total_num).toBe(0);
    const [task] = (await call(emulator, "listImageScanTask", { ...tasks, ...there })).data_list;
    expect(task?.total_num).toBeGreaterThan(0);
    errorOf(await attempt(emulator, "stopImageScanTask", { task_id: task?.task_id }), 400, "HSS.0011");
    await call(emulator, "stopImageScanTask", {
      task_id: task?.task_id ?? "",
      enterprise_project_id: "all_granted_eps",
    });
  });
});

describe("what it refuses, creating nothing", () => {
  test.each([
    ["no body", undefined, "HSS.0001", "body: needs"],
    ["no selection", {}, "HSS.0001", "body: needs"],
    ["is_all false alone", { is_all: false, image_info: [] }, "HSS.0001", "body: needs"],
    ["an unknown id", { image_info: [{ id: 7_777_777 }] }, "HSS.0011", "body.image_info[0]"],
    ["a reference without an id", { image_info: [{ image_name: "nginx" }] }, "HSS.0011", "has this id"],
    [
      "an id that a rounding reader would take",
      { image_info: [{ id: 9_223_372_036_854_775_806n }] },
      "HSS.0011",
      "[0]",
    ],
    [
      "a field that contradicts the id",
      { image_info: [{ id: 9_223_372_036_854_775_807n, registry_type: "Jfrog" }] },
      "HSS.0011",
      "the fields beside it",
    ],
  ])("%s", async (_name, body, code, text) => {
    const emulator = createEmulator();
    const answer = await attempt(emulator, "createManualImageScanTask", { body });
    expect(errorOf(answer, 400, code).error_description).toContain(text);
    const tasks = await call(emulator, "listImageScanTask", { type: "image_scan", task_type: "manual" });
    expect(tasks.total_num).toBe(0);
  });

  test("an image of several architectures that was named", async () => {
    const emulator = createEmulator();
    const [image] = (await call(emulator, "listRegistryImages", { is_multarch: true })).data_list;
    expect(image).toMatchObject({ is_multiple_arch: true, scannable: false });
    const answer = await attempt(emulator, "createManualImageScanTask", {
      body: { image_info: [{ id: image?.id }] },
    });
    expect(errorOf(answer, 400, "HSS.0001").error_description).toContain("cannot be scanned by hand");
  });

  test("a registry image named as a local one", async () => {
    const answer = await attempt(createEmulator(), "createManualImageScanTask", {
      global_image_type: "local",
      body: { image_info: [{ id: 9_223_372_036_854_775_807n }] },
    });
    expect(errorOf(answer, 400, "HSS.0011").error_description).toContain("has this image_id");
  });
});
