import { describe, expect, it } from "vitest";
import type { ImageScanTask, RegistryImage } from "../../src/index.ts";
import { findCandidates } from "../../src/scan/correlate.ts";
import { planCreation, type ScanOptions } from "../../src/scan/options.ts";
import { clientOf, json, rejection } from "../support/client.ts";
import { collect } from "../support/emulator.ts";

describe("the task of a creation", () => {
  const OPTIONS: ScanOptions = { target: { all: true }, scope: 0xfffff, rateLimit: 5 };
  const OURS: ImageScanTask = {
    task_id: "ours",
    begin_time: 2,
    scan_scope: 0x7fffffff,
    is_all: true,
    rate_limit: 5,
    image_type: "registry",
  };
  const candidates = (...tasks: ImageScanTask[]) =>
    findCandidates(tasks, planCreation(OPTIONS), new Set(["old"])).map((task) => task.task_id);

  it.each<[string, ImageScanTask]>([
    ["was there before", { task_id: "old" }],
    ["has no id", { begin_time: 1 }],
    ["looks for something else", { task_id: "x", scan_scope: 0xf0000 }],
    ["does not scan everything", { task_id: "x", is_all: false }],
    ["has another rate", { task_id: "x", rate_limit: 6 }],
    ["scans another kind of image", { task_id: "x", image_type: "local" }],
  ])("is none that %s", (_name, fields) => {
    const { task_id: _id, ...rest } = OURS;
    expect(candidates({ ...rest, ...fields })).toEqual([]);
  });

  it("may leave fields out, and may write its scope in either way", () => {
    expect(candidates({ task_id: "bare" })).toEqual(["bare"]);
    expect(candidates({ ...OURS, scan_scope: 0xfffff })).toEqual(["ours"]);
  });

  it("is listed newest first where several fit", () => {
    expect(candidates({ ...OURS, begin_time: 1, task_id: "older" }, OURS, { task_id: "undated" })).toEqual([
      "ours",
      "older",
      "undated",
    ]);
  });
});

describe("the images of a task", () => {
  const TASK = { task_id: "t", task_status: 100, begin_time: 100, end_time: 200 };
  const image = (image_name: string, latest_scan_time: number): RegistryImage => ({
    image_name,
    image_id: image_name,
    image_type: "harbor",
    latest_scan_time,
    vul_num: 1,
  });

  async function namesOf(task: ImageScanTask, images: RegistryImage[]): Promise<string[]> {
    const { hss } = clientOf(({ url }) => {
      const list = url.pathname.endsWith("/image/tasks") ? [{ ...TASK, ...task }] : images;
      return json({ total_num: list.length, data_list: list });
    });
    const result = await hss.resumeScan("t").result();
    return (await collect(result.images())).map(({ name }) => name);
  }

  it("are those of its time, and later ones only as far as its own count is not reached", async () => {
    const images = [
      image("before", 99),
      image("first", 100),
      image("last", 200),
      image("late", 201),
      image("next", 202),
    ];
    expect(await namesOf({ success_num: 2 }, images)).toEqual(["first", "last"]);
    expect(await namesOf({ success_num: 3 }, images)).toEqual(["first", "last", "late"]);
    // More than the task counted, but within its time: they are shown.
    expect(await namesOf({ success_num: 1 }, images)).toEqual(["first", "last"]);
  });

  it("are an error where some are missing", async () => {
    const error = await rejection(namesOf({ success_num: 3 }, [image("first", 100)]));
    expect(error).toMatchObject({ name: "HssResponseError", operation: "listRegistryImages" });
    expect(String(error)).toContain("1 of the 3 images");
  });

  it("are an error where the list breaks off before its own end", async () => {
    const { hss } = clientOf(({ url }) => {
      if (url.pathname.endsWith("/image/tasks")) return json({ total_num: 1, data_list: [TASK] });
      return json({
        total_num: 7,
        data_list: url.searchParams.get("offset") === "0" ? [image("a", 150)] : [],
      });
    });
    const result = await hss.resumeScan("t").result();
    expect(String(await rejection(collect(result.findings())))).toMatch(/total_num is (7|1)/);
  });

  it("need what their findings are asked for by", async () => {
    const { image_id: _id, ...nameless } = image("a", 150);
    const { hss } = clientOf(({ url }) =>
      json({ total_num: 1, data_list: url.pathname.endsWith("/image/tasks") ? [TASK] : [nameless] }),
    );
    const result = await hss.resumeScan("t").result();
    expect(String(await rejection(collect(result.findings())))).toContain(
      'lists the image "a" without its image_id',
    );
  });
});
