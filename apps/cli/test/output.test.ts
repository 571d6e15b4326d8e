import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "vitest";
import { openOutput } from "../src/output.ts";

// biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures are wanted from the pattern
const test = base.extend("folder", async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), "hss-scan-"));
  onCleanup(() => rm(folder, { recursive: true }));
  return folder;
});
const nowhere = { write: () => expect.unreachable() };

test("a report appears at the end, whole, and leaves nothing beside it", async ({ folder }) => {
  const path = join(folder, "report.json");
  const output = await openOutput(path, nowhere);
  expect((await readdir(folder)).includes("report.json")).toBe(false);
  await output.write("whole");
  await output.discard();
  expect(await readFile(path, "utf8")).toBe("whole");
  expect(await readdir(folder)).toEqual(["report.json"]);
});

test("an older report stays as it is until there is a new one, and keeps its permissions", async ({
  folder,
}) => {
  const path = join(folder, "report.json");
  await writeFile(path, "older");
  await chmod(path, 0o600);
  const abandoned = await openOutput(path, nowhere);
  await abandoned.discard();
  expect(await readFile(path, "utf8")).toBe("older");
  await (await openOutput(path, nowhere)).write("newer");
  expect(await readFile(path, "utf8")).toBe("newer");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["report.json"]);
});

test("a link stays a link", async ({ folder }) => {
  await writeFile(join(folder, "target"), "older");
  await symlink("target", join(folder, "link"));
  await (await openOutput(join(folder, "link"), nowhere)).write("newer");
  expect(await readFile(join(folder, "target"), "utf8")).toBe("newer");
});

test("a device is written to, not replaced", async () => {
  await (await openOutput("/dev/null", nowhere)).write("anything");
  expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
});

test("what cannot be written is refused before there is a report", async ({ folder }) => {
  await mkdir(join(folder, "directory"));
  await writeFile(join(folder, "file"), "");
  const attempt = (name: string) => openOutput(join(folder, name), nowhere);
  await expect(attempt("directory")).rejects.toThrow(/directory: it is a directory/);
  await expect(attempt("missing/report")).rejects.toThrow(/its directory does not exist/);
  if (existsSync("/proc/self")) {
    await expect(openOutput("/proc/x.json", nowhere)).rejects.toThrow(/its directory takes no new files/);
  }
  await expect(attempt("file/report")).rejects.toThrow(/not a directory/);
  await expect(attempt("x".repeat(300))).rejects.toThrow(/name is too long/);
  await expect(openOutput("", nowhere)).rejects.toThrow(/-o is empty/);
});

test("no file, or -, is standard output", async () => {
  const written: string[] = [];
  for (const path of [undefined, "-"]) {
    await (await openOutput(path, { write: (text) => written.push(String(text)) })).write("report");
  }
  expect(written).toEqual(["report", "report"]);
});
