import { describe, expect, it } from "vitest";
import { HssRequestError, HssTaskUncertainError, scanScope } from "../../src/index.ts";
import { requestFaults } from "../../src/validation.ts";
import { rejection } from "../support/client.ts";
import { collect, emulated } from "../support/emulator.ts";

const IMAGES = [
  { image_name: "shop", image_version: "1", vulnerabilities: 451 },
  { image_name: "shop", image_version: "2", vulnerabilities: 0 },
  { image_name: "shop", image_version: "broken", fails: "download_failed" },
] as const;

describe("a scan against the emulator", () => {
  it("goes from request to findings, one by one", async () => {
    const { hss, requests } = emulated({ images: IMAGES }, { validate: requestFaults });
    const run = hss.scan({ target: { query: { image_name: "shop", image_version: "1" } }, scope: 0xf0000 });
    const progress = await collect(run);
    const result = await run.result();

    expect(progress.at(-1)).toEqual({
      taskId: result.taskId,
      state: "succeeded",
      percent: 100,
      remainingMinutes: 0,
      total: 1,
      succeeded: 1,
      failed: 0,
    });
    expect(progress.map(({ percent }) => percent)).toEqual(
      progress.map(({ percent }) => percent).toSorted((a, b) => a - b),
    );
    expect(progress[0]?.state).toBe("scanning");
    expect(result).toMatchObject({ state: "succeeded", total: 1, succeeded: 1, failed: 0, failedImages: [] });
    expect(await run.taskId).toBe(result.taskId);

    const findings = await collect(result.findings());
    expect(findings).toHaveLength(451);
    expect(new Set(findings.map((finding) => finding.kind))).toEqual(new Set(["vulnerability"]));
    for (const finding of findings) {
      expect(finding.image).toMatchObject({ type: "registry", name: "shop", version: "1" });
      expect(finding.id).toBe(finding.record.vul_id);
      expect(finding.repairNecessity).toBe(finding.record.repair_necessity);
      expect(finding.package.name).toBe(finding.record.app_name);
    }
    expect(requests.filter((one) => one.endsWith("/vulnerabilities"))).toHaveLength(3);
    // They can be read again.
    expect(await collect(result.findings())).toEqual(findings);
  });

  it("of chosen images tells success from failure, with the reason", async () => {
    const { hss } = emulated({ images: IMAGES });
    const { data_list: records } = await hss.listRegistryImages({ image_name: "shop", limit: 200 });
    const images = records
      .filter((one) => one.image_name === "shop")
      .map(({ id }) => ({ ...(id !== undefined && { id }) }));
    expect(images).toHaveLength(3);
    const result = await hss.scan({ target: { images } }).result();

    expect(result).toMatchObject({ state: "partial", total: 3, succeeded: 2, failed: 1 });
    expect(result.failedImages).toMatchObject([
      { image_version: "broken", failed_reason: "download_failed" },
    ]);
    const scanned = await collect(result.images());
    expect(scanned.map(({ version, counts }) => [version, counts.vulnerabilities]).toSorted()).toEqual([
      ["1", 451],
      ["2", 0],
    ]);
    expect(await collect(result.findings())).toHaveLength(451);
  });

  it("of everything reads as many findings as the images count", async () => {
    const { hss } = emulated();
    const result = await hss.scan({ target: { all: true } }).result();
    const images = await collect(result.images());
    expect(images).toHaveLength(result.succeeded);
    const counted = images.reduce((sum, { counts }) => sum + (counts.vulnerabilities ?? 0), 0);
    let read = 0;
    for await (const _finding of result.findings()) read++;
    expect(read).toBe(counted);
    expect(read).toBeGreaterThan(1_000);
  });

  it("of local images gives counts, and refuses to pass off nothing as findings", async () => {
    const { hss } = emulated();
    const result = await hss.scan({ target: { all: true }, imageType: "local" }).result();
    const images = await collect(result.images());
    expect(images.length).toBeGreaterThanOrEqual(result.succeeded);
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) {
      expect(image).toMatchObject({ type: "local", severity: image.record.severity_level });
      expect(image.counts.vulnerabilities).toBe(Number(image.record.vul_num));
    }
    const error = await rejection(collect(result.findings()));
    expect(error).toBeInstanceOf(HssRequestError);
    expect(String(error)).toContain("images()");
  });

  it("that looked for no vulnerabilities has no readable findings, and says so", async () => {
    const { hss } = emulated({ images: IMAGES });
    const query = { image_name: "shop", image_version: "1" };
    const result = await hss.scan({ target: { query }, scope: scanScope("malware") }).result();
    expect(String(await rejection(collect(result.findings())))).toContain("looked for malware");
  });

  it("does not mix up the images of two scans that follow each other", async () => {
    const { hss } = emulated({ images: IMAGES });
    const first = await hss.scan({ target: { query: { image_name: "shop", image_version: "2" } } }).result();
    const second = await hss.scan({ target: { query: { image_name: "shop", image_version: "1" } } }).result();
    expect((await collect(first.images())).map(({ version }) => version)).toEqual(["2"]);
    expect((await collect(second.images())).map(({ version }) => version)).toEqual(["1"]);
  });

  it("says so where an image was scanned again since, in place of telling half", async () => {
    const { hss } = emulated({ images: IMAGES });
    const query = { image_name: "shop", image_version: "1" };
    const first = await hss.scan({ target: { query } }).result();
    const { data_list: tasks } = await hss.listImageScanTask({ type: "image_scan", task_id: first.taskId });
    expect(tasks).toHaveLength(1);
    const again = hss.scan({ target: { query } });
    await again.taskId;
    const error = await rejection(collect(first.findings()));
    expect(error).toMatchObject({ name: "HssResponseError" });
    expect(String(error)).toContain("0 of the 1 images");
    await again.result();
  });

  it("can be stopped by anybody, and tells", async () => {
    const { hss } = emulated({ images: [{ image_name: "slow", duration: 3_600_000 }] });
    const run = hss.scan({ target: { query: { image_name: "slow" } } });
    await hss.stopImageScanTask({ task_id: await run.taskId });
    expect(await run.result()).toMatchObject({ state: "stopped" });
  });

  it("can time out on the service's side", async () => {
    const { hss } = emulated({ images: [{ image_name: "slow", duration: 3_600_000 }], taskTimeout: 120_000 });
    expect(await hss.scan({ target: { query: { image_name: "slow" } } }).result()).toMatchObject({
      state: "timedOut",
    });
  });

  it("can be resumed by its id, also when it has ended", async () => {
    const { hss } = emulated({ images: IMAGES });
    const run = hss.scan({ target: { query: { image_name: "shop", image_version: "1" } } });
    const resumed = hss.resumeScan(await run.taskId);
    expect((await resumed.result()).task).toEqual((await run.result()).task);
    const after = await hss.resumeScan(await run.taskId).result();
    expect(await collect(after.findings())).toHaveLength(451);
  });

  it("of local images is resumed as one of local images", async () => {
    const { hss } = emulated();
    const run = hss.scan({ target: { all: true }, imageType: "local" });
    const resumed = await hss.resumeScan(await run.taskId).result();
    expect((await collect(resumed.images())).map(({ type }) => type)).toContain("local");
    await expect(collect(resumed.findings())).rejects.toThrow(HssRequestError);
  });

  it("that nobody knows cannot be resumed", async () => {
    const { hss } = emulated();
    const error = await rejection(hss.resumeScan("nobody-knows-me").result());
    expect(error).toBeInstanceOf(HssTaskUncertainError);
    expect(error).toMatchObject({ taskId: "nobody-knows-me" });
    expect(String(error)).toContain("nobody-knows-me is not in the list");
  });

  it("takes its turn: scans that start together are told apart", async () => {
    const { hss, created } = emulated({ images: IMAGES });
    const runs = ["1", "2", "1"].map((image_version) =>
      hss.scan({ target: { query: { image_name: "shop", image_version } } }),
    );
    const ids = await Promise.all(runs.map((run) => run.taskId));
    expect(new Set(ids).size).toBe(3);
    expect(created()).toBe(3);
    for (const run of runs) expect((await run.result()).state).toBe("succeeded");
  });
});
