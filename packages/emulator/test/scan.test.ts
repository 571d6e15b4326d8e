import { scanScopes } from "@hss-kit/contract";
import { describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions, type ManualClock } from "../src/index.ts";
import { attempt, call, errorOf, onlyTask } from "./support/call.ts";

const MINUTE = 60_000;
/** Before the first image's scan begins. */
const DELAY = 3_000;

type Wish = NonNullable<EmulatorOptions["images"]>[number];

/** An emulator with images of a test's own, record ids 1, 2, 3 … */
function emulatorWith(images: readonly Wish[], options: EmulatorOptions = {}) {
  const emulator = createEmulator({
    taskTimeout: 24 * 60 * MINUTE,
    ...options,
    images: images.map((image, index) => ({ id: index + 1, ...image })),
  });
  return emulator as Emulator<ManualClock>;
}

const refs = (...ids: number[]) => ids.map((id) => ({ id }));

async function own(emulator: Emulator, name: string) {
  const [image] = (await call(emulator, "listRegistryImages", { image_name: name })).data_list;
  if (image === undefined) throw new Error(`no image ${name}`);
  return image;
}

async function vulnerabilities(emulator: Emulator, name: string) {
  const image = await own(emulator, name);
  return call(emulator, "listImageVulnerabilities", {
    image_id: image.image_id ?? "",
    image_type: "private_image",
    namespace: image.namespace ?? "",
    image_name: image.image_name ?? "",
    tag_name: image.image_version ?? "",
  });
}

describe("a scan", () => {
  test("creating answers nothing; the image waits, is scanned, and then has its findings", async () => {
    const emulator = emulatorWith([{ image_name: "mine", vulnerabilities: 25, duration: MINUTE }]);
    const created = await attempt(emulator, "createManualImageScanTask", { body: { image_info: refs(1) } });
    expect(created).toMatchObject({ status: 200, text: "", body: undefined });

    expect(await own(emulator, "mine")).toMatchObject({ scan_status: "waiting_for_scan", vul_num: 0 });
    expect(await vulnerabilities(emulator, "mine")).toEqual({ total_num: 0, data_list: [] });
    const task = await onlyTask(emulator);
    expect(task).toMatchObject({
      task_status: 0,
      total_num: 1,
      success_num: 0,
      remain_min: 2,
      is_all: false,
    });
    expect(task).not.toHaveProperty("end_time");

    emulator.clock.advance(DELAY);
    expect(await own(emulator, "mine")).toMatchObject({ scan_status: "scanning" });
    emulator.clock.advance(MINUTE);
    expect(await own(emulator, "mine")).toMatchObject({
      scan_status: "success",
      vul_num: 25,
      severity_level: "High",
      latest_scan_time: emulator.clock.now(),
    });
    const found = await vulnerabilities(emulator, "mine");
    expect(found.total_num).toBe(25);
    expect(found.data_list).toHaveLength(10);
    expect(await onlyTask(emulator)).toMatchObject({
      task_status: 100,
      success_num: 1,
      failed_num: 0,
      risky_num: 1,
      remain_min: 0,
      end_time: emulator.clock.now(),
      failed_images: [],
    });
  });

  test("everything fails here and there: the task is done, with the documented codes", async () => {
    const emulator = createEmulator();
    await call(emulator, "createManualImageScanTask", { body: { is_all: true } });
    let last = -1;
    for (let poll = 0; poll < 60; poll++) {
      const {
        task_status = Number.NaN,
        success_num = 0,
        failed_num = 0,
        total_num = 0,
      } = await onlyTask(emulator);
      expect(task_status).toBeGreaterThanOrEqual(last);
      last = task_status;
      if (task_status === 100) break;
      expect(success_num + failed_num).toBeLessThan(total_num);
      await emulator.clock.sleep(12_000);
    }
    const task = await onlyTask(emulator);
    expect(task.task_status).toBe(100);
    expect(task.failed_images).toHaveLength(task.failed_num ?? -1);
    expect((task.success_num ?? 0) + (task.failed_num ?? 0)).toBe(task.total_num);
    const reasons = task.failed_images?.map(({ failed_reason }) => failed_reason);
    expect(new Set(reasons)).toEqual(
      new Set([
        "authentication_failed",
        "download_failed",
        "image_over_sized",
        "image_layer_over_sized",
        "failed_to_scan_vulnerability",
        "get_detail_info_not_found",
        "response_timed_out",
      ]),
    );
    const all = await call(emulator, "listRegistryImages", { limit: 200 });
    for (const image of all.data_list) {
      const failed = task.failed_images?.find(({ id }) => id === image.id);
      expect(image.scan_failed_code).toBe(failed?.failed_reason);
      if (failed !== undefined)
        expect(["failed", "download_failed", "image_oversized"]).toContain(image.scan_status);
      else expect(image.scan_status).toBe(image.scannable ? "success" : "unscan");
    }
  });

  test("of images that all fail ends with -3", async () => {
    const emulator = createEmulator();
    await call(emulator, "createManualImageScanTask", { body: { query_info: { namespace: "retired" } } });
    await emulator.clock.sleep(30 * MINUTE);
    expect(await onlyTask(emulator)).toMatchObject({
      task_status: -3,
      success_num: 0,
      failed_reason: "authentication_failed",
    });
  });

  test.each(["database_error", "download_failed", "image_over_sized"] as const)(
    "fails with %s where a test wants it",
    async (fails) => {
      const emulator = emulatorWith([{ image_name: "bad", fails, duration: 1 }, { image_name: "good" }]);
      await call(emulator, "createManualImageScanTask", { body: { image_info: refs(1, 2) } });
      await emulator.clock.sleep(2 * MINUTE);
      const image = await own(emulator, "bad");
      const statuses = {
        database_error: "failed",
        download_failed: fails,
        image_over_sized: "image_oversized",
      };
      expect(image).toMatchObject({ scan_status: statuses[fails], scan_failed_code: fails });
      expect(await onlyTask(emulator)).toMatchObject({
        task_status: 100,
        success_num: 1,
        failed_images: [{ id: 1, image_name: "bad", registry_type: "SwrPrivate", failed_reason: fails }],
      });
    },
  );

  test("that is stopped ends with -1: what was done stays, what was not is as before", async () => {
    const emulator = emulatorWith([
      { image_name: "quick", vulnerabilities: 3, duration: MINUTE },
      { image_name: "long", vulnerabilities: 3, duration: 60 * MINUTE },
    ]);
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(1, 2) } });
    emulator.clock.advance(2 * MINUTE);
    const { task_id = "" } = await onlyTask(emulator);
    expect(await attempt(emulator, "stopImageScanTask", { task_id })).toMatchObject({
      status: 200,
      text: "",
    });

    const stoppedAt = emulator.clock.now();
    emulator.clock.advance(120 * MINUTE);
    expect(await onlyTask(emulator)).toMatchObject({
      task_status: -1,
      success_num: 1,
      total_num: 2,
      end_time: stoppedAt,
      remain_min: 0,
    });
    expect(await own(emulator, "quick")).toMatchObject({ scan_status: "success", vul_num: 3 });
    expect(await own(emulator, "long")).toMatchObject({ scan_status: "unscan", vul_num: 0 });
    errorOf(await attempt(emulator, "stopImageScanTask", { task_id }), 400, "HSS.0011");
  });

  test("that cannot be stopped: unknown or ended tasks are HSS.0011, with HTTP 400", async () => {
    const emulator = emulatorWith([{ image_name: "mine", duration: 1 }]);
    errorOf(await attempt(emulator, "stopImageScanTask", { task_id: "nobody's" }), 400, "HSS.0011");
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(1) } });
    await emulator.clock.sleep(MINUTE);
    const { task_id = "" } = await onlyTask(emulator);
    errorOf(await attempt(emulator, "stopImageScanTask", { task_id }), 400, "HSS.0011");
    expect((await onlyTask(emulator)).task_status).toBe(100);
  });

  test("that runs longer than the limit times out with -2", async () => {
    const emulator = emulatorWith([{ image_name: "endless", duration: 60 * MINUTE }], {
      taskTimeout: 10 * MINUTE,
    });
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(1) } });
    emulator.clock.advance(10 * MINUTE - 1);
    expect(await onlyTask(emulator)).toMatchObject({ task_status: 0, remain_min: 1 });
    emulator.clock.advance(1);
    expect(await onlyTask(emulator)).toMatchObject({ task_status: -2, success_num: 0 });
    emulator.clock.advance(120 * MINUTE);
    expect(await own(emulator, "endless")).toMatchObject({ scan_status: "unscan" });
  });
});

describe("speed", () => {
  test("rate_limit says how many images begin in an hour, and remain_min follows it", async () => {
    const emulator = emulatorWith(
      Array.from({ length: 6 }, (_, i) => ({ image_name: `i${i}`, duration: MINUTE })),
    );
    await call(emulator, "createManualImageScanTask", {
      body: { image_info: refs(1, 2, 3, 4, 5, 6), rate_limit: 2 },
    });
    // The last begins after 5 half hours.
    expect(await onlyTask(emulator)).toMatchObject({ rate_limit: 2, remain_min: 150 + 2 });
    emulator.clock.advance(DELAY + 61 * MINUTE);
    expect(await onlyTask(emulator)).toMatchObject({
      success_num: 3,
      task_status: 50,
      remain_min: 150 + 1 - 61 + 0,
    });
  });

  test("one instance scans ten images at a time, over all tasks; stopping gives the places back", async () => {
    const emulator = emulatorWith(
      Array.from({ length: 25 }, (_, i) => ({
        image_name: `e${i}`,
        image_type: "instance_image" as const,
        duration: 10 * MINUTE,
      })),
    );
    const scanning = async () =>
      (await call(emulator, "listRegistryImages", { image_type: "instance_image", scan_status: "scanning" }))
        .total_num;
    const ids = Array.from({ length: 25 }, (_, i) => i + 1);
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(...ids.slice(0, 8)) } });
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(...ids.slice(8, 20)) } });
    emulator.clock.advance(DELAY);
    expect(await scanning()).toBe(10);

    const [second, first] = (
      await call(emulator, "listImageScanTask", { type: "image_scan", task_type: "manual" })
    ).data_list;
    for (const task of [second, first])
      await call(emulator, "stopImageScanTask", { task_id: task?.task_id ?? "" });
    expect(await scanning()).toBe(0);
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(...ids.slice(20)) } });
    emulator.clock.advance(DELAY);
    expect(await scanning()).toBe(5);
  });

  test("a slow task does not hold up another", async () => {
    const emulator = emulatorWith(
      Array.from({ length: 21 }, (_, i) => ({ image_name: `s${i}`, duration: MINUTE })),
    );
    const ids = Array.from({ length: 20 }, (_, i) => i + 1);
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(...ids), rate_limit: 1 } });
    emulator.clock.advance(1);
    await call(emulator, "createManualImageScanTask", { body: { image_info: refs(21) } });
    emulator.clock.advance(DELAY + 2 * MINUTE);
    expect((await own(emulator, "s20")).scan_status).toBe("success");
  });
});

describe("scope", () => {
  const { vulnerabilities: vul, baseline, malware } = scanScopes;
  test.each([
    ["nothing", 0, 0, false],
    ["malicious files", malware, 0, false],
    ["vulnerabilities", vul, 7, true],
    ["vulnerabilities and baseline", vul + baseline, 7, true],
    ["everything", 0x7fffffff, 7, true],
    ["nothing named", undefined, 7, true],
  ])("%s", async (_name, scope, expected, risky) => {
    const emulator = emulatorWith([{ image_name: "mine", vulnerabilities: 7, duration: 1 }]);
    await call(emulator, "createManualImageScanTask", {
      body: { image_info: refs(1), ...(scope !== undefined && { scan_scope: scope }) },
    });
    await emulator.clock.sleep(MINUTE);
    expect(await own(emulator, "mine")).toMatchObject({
      scan_status: "success",
      vul_num: expected,
      severity_level: expected > 0 ? "High" : "Security",
    });
    expect((await vulnerabilities(emulator, "mine")).total_num).toBe(expected);
    const task = await onlyTask(emulator);
    expect(task.risky_num).toBe(Number(risky));
    expect(task.scan_scope).toBe(scope);
  });

  test("a later scan for less does not forget what an earlier one found", async () => {
    const emulator = emulatorWith([{ image_name: "mine", vulnerabilities: 7, duration: 1 }]);
    for (const scan_scope of [vul, malware]) {
      await call(emulator, "createManualImageScanTask", { body: { image_info: refs(1), scan_scope } });
      await emulator.clock.sleep(MINUTE);
    }
    expect((await own(emulator, "mine")).vul_num).toBe(7);
  });
});

describe("local images", () => {
  test("are scanned by their image_id, and fail with their own codes", async () => {
    const emulator = createEmulator();
    const before = await call(emulator, "listImageLocal", { limit: 200 });
    expect(new Set(before.data_list.map(({ scan_status }) => scan_status))).toEqual(new Set(["unscan"]));
    const [first] = before.data_list;
    await call(emulator, "createManualImageScanTask", {
      global_image_type: "local",
      body: { image_info: [{ image_id: first?.image_id ?? "" }] },
    });
    const waiting = await call(emulator, "listImageLocal", { scan_status: "waiting_for_scan" });
    expect(waiting.data_list).toMatchObject([{ image_id: first?.image_id, scan_status: "waiting" }]);
    await emulator.clock.sleep(5 * MINUTE);
    await call(emulator, "createManualImageScanTask", { global_image_type: "local", body: { is_all: true } });
    await emulator.clock.sleep(60 * MINUTE);
    const [task] = (
      await call(emulator, "listImageScanTask", { type: "image_scan", global_image_type: "local" })
    ).data_list;
    expect(task).toMatchObject({ image_type: "local", task_status: 100, is_all: true });
    expect(new Set(task?.failed_images?.map(({ failed_reason }) => failed_reason))).toEqual(
      new Set(["docker_offline", "huge_image", "failed_to_match_agent"]),
    );
    const after = await call(emulator, "listImageLocal", { limit: 200 });
    expect(new Set(after.data_list.map(({ scan_status }) => scan_status))).toEqual(
      new Set(["success", "failed"]),
    );
  });
});
