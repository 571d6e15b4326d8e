import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFolder } from "../src/folder.ts";
import { generate } from "../src/generate.ts";
import { grownBundles, realBundles } from "./bundle.ts";

const run = promisify(execFile);

describe("generate", () => {
  it("gives the same bytes for the same bundles", async () => {
    expect(await generate(await realBundles())).toEqual(await generate(await realBundles()));
  });

  it("names every file so that it is seen to be generated, and says so in its first line", async () => {
    for (const [name, text] of await generate(await realBundles())) {
      expect(name).toMatch(/\.gen\.(js|d\.ts)$/);
      expect(text.split("\n")[0], name).toContain("Do not edit: `pnpm generate`");
    }
  });

  it("makes code that asks for nothing at run time and evaluates no text", async () => {
    for (const [name, text] of await generate(await realBundles())) {
      if (!name.endsWith(".js")) continue;
      expect(text, name).not.toMatch(/\beval\(|new Function|\brequire\(|^import /m);
    }
  });

  it("refuses two inputs of one name, since calls are flat", async () => {
    const bundles = await grownBundles();
    const path = "/v5/{project_id}/image/image-scan/tasks/{task_id}/pause";
    for (const document of [bundles.en, bundles.zh]) {
      const { put } = document.paths[path] as { put: { parameters: object[] } };
      put.parameters.push({ name: "task_id", in: "query", schema: { type: "string" } });
    }
    await expect(generate(bundles)).rejects.toThrow('pauseImageScanTask: two inputs are called "task_id"');
  });

  it("refuses an operation that only one language has", async () => {
    const bundles = await grownBundles();
    await expect(generate({ ...bundles, zh: (await realBundles()).zh })).rejects.toThrow(
      "English bundle only",
    );
  });
});

describe("an operation that is added to the document", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hss-contract-"));
    await writeFolder(folder, await generate(await grownBundles()));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("is in the table, with each parameter at its place", async () => {
    const { operations } = await import(pathToFileURL(join(folder, "index.gen.js")).href);
    expect(operations.pauseImageScanTask).toEqual({
      method: "PUT",
      path: "/v5/{project_id}/image/image-scan/tasks/{task_id}/pause",
      query: ["pin", "minutes"],
      header: ["X-Reason"],
      body: true,
    });
  });

  it("says of an answer that it is a file, and does not look into it", async () => {
    const { operations } = await import(pathToFileURL(join(folder, "index.gen.js")).href);
    expect(operations.showImageScanTaskLog).toMatchObject({ method: "GET", binary: true });
    const { responseFaults } = await import(pathToFileURL(join(folder, "validators.gen.js")).href);
    expect(responseFaults("showImageScanTaskLog", 200, new Blob(["a line"]))).toEqual([]);
    expect(responseFaults("showImageScanTaskLog", 200, undefined)).toMatchObject([
      { message: "the body is empty, expected a file" },
    ]);
  });

  it("never shows or keeps the value of a secret", async () => {
    const { requestFaults } = await import(pathToFileURL(join(folder, "validators.gen.js")).href);
    const call = { task_id: "t", "X-Reason": "load", pin: "98765", body: { until: 1, password: "hunter-2" } };
    const faults: { message: string }[] = requestFaults("pauseImageScanTask", call);
    expect(faults.map(({ message }) => message).sort()).toEqual([
      "body.password is a secret that is not shown, not one of example-a, example-b",
      "pin is 5 characters long, longer than the maximum 4",
    ]);
    expect(JSON.stringify(faults)).not.toMatch(/98765|hunter/);
  });

  it("has its prose in both languages", async () => {
    const { descriptions } = await import(pathToFileURL(join(folder, "descriptions.gen.js")).href);
    expect(descriptions.pauseImageScanTask.summary).toEqual({ en: "Pause a scan task", zh: "暂停扫描任务" });
  });

  it("is validated, request and answer", async () => {
    const { requestFaults, responseFaults } = await import(
      pathToFileURL(join(folder, "validators.gen.js")).href
    );
    const call = {
      task_id: "t",
      "X-Reason": "load",
      minutes: 5,
      body: { until: 2n ** 63n - 1n, reasons: ["load"] },
    };
    expect(requestFaults("pauseImageScanTask", call)).toEqual([]);
    const wrong = { task_id: "a-long-name", minutes: 61, body: { reasons: ["a", "load", "load"] } };
    expect(
      requestFaults("pauseImageScanTask", wrong)
        .map((fault: { message: string }) => fault.message)
        .sort(),
    ).toEqual([
      "X-Reason is required",
      "body.reasons has 3 items, more than the maximum 2",
      'body.reasons[0] is "a", not one of night, load',
      "body.until is required",
      "minutes is 61, above the maximum 60",
      "task_id is 11 characters long, longer than the maximum 8",
    ]);
    expect(responseFaults("pauseImageScanTask", 200, { until: 1, mood: "sleepy", later: true })).toEqual([]);
    expect(responseFaults("pauseImageScanTask", 200, { until: "1" })).toMatchObject([{ field: "until" }]);
  });

  it("is typed: right programs compile, wrong ones do not", async () => {
    const program = await readFile(new URL("fixtures/program.ts", import.meta.url), "utf8");
    await writeFile(join(folder, "program.ts"), program);
    const tsc = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
    const flags = [
      "--noEmit",
      "--strict",
      "--exactOptionalPropertyTypes",
      "--module",
      "nodenext",
      "--target",
      "es2023",
    ];
    const { stdout } = await run(tsc, [...flags, join(folder, "program.ts")]).catch((error) => error);
    expect(stdout).toBe("");
  });
});
