import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const run = promisify(execFile);
const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const codegen = (...args: string[]) =>
  run(process.execPath, [main, ...args]).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
  );

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hss-codegen-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("hss-codegen", () => {
  it("writes a folder that --check then finds fresh", async () => {
    const out = join(folder, "gen");
    expect(await codegen("--out", out)).toEqual({ code: 0, stderr: "" });
    expect(await codegen("--out", out, "--check")).toEqual({ code: 0, stderr: "" });
  });

  it("compares the whole folder, and names the command that mends it", async () => {
    const out = join(folder, "gen");
    await codegen("--out", out);
    await writeFile(join(out, "index.gen.js"), "// an edit by hand");
    await rm(join(out, "parameters.gen.js"));
    await mkdir(join(out, "left-over"));
    const { code, stderr } = await codegen("--out", out, "--check");
    expect(code).toBe(1);
    expect(stderr).toContain("index.gen.js is out of date");
    expect(stderr).toContain("left-over should not be there");
    expect(stderr).toContain("parameters.gen.js is missing");
    expect(stderr).toContain("Run `pnpm generate` and commit the result.");
    await codegen("--out", out);
    expect(await codegen("--out", out, "--check")).toEqual({ code: 0, stderr: "" });
  });

  it("says which command makes a missing bundle", async () => {
    const { code, stderr } = await codegen("--out", join(folder, "gen"), "--bundles", folder);
    expect(code).toBe(1);
    expect(stderr).toContain("run `pnpm build` first");
  });
});
