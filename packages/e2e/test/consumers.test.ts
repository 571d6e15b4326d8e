import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { published, root } from "./workspace.ts";

const run = promisify(execFile);
const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

/** Every published package, packed as it would be published, in a folder of its own. */
let tarballs: string;
/** An empty npm project outside the workspace that has installed them all. */
let project: string;

const tarballOf = async (name: string): Promise<string> => {
  const prefix = `${name.replace("@", "").replace("/", "-")}-`;
  const file = (await readdir(tarballs)).find((candidate) => candidate.startsWith(prefix));
  if (file === undefined) throw new Error(`${name} was not packed`);
  return join(tarballs, file);
};

/** The path of the machine, without what the workspace puts there: npm runs on the user's Node. */
function ownPath(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.filter((folder) => !folder.includes("node_modules")).join(delimiter);
}

beforeAll(async () => {
  tarballs = await mkdtemp(join(tmpdir(), "hss-tarballs-"));
  for (const { folder } of published) {
    await run("pnpm", ["pack", "--pack-destination", tarballs], { cwd: join(root, folder) });
  }
  project = await mkdtemp(join(tmpdir(), "hss-consumer-"));
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module" }),
  );
  const files = (await readdir(tarballs)).map((file) => join(tarballs, file));
  // The types of Node, as most projects have them.
  const packages = [...files, "@types/node@24"];
  const flags = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...flags, ...packages], {
    cwd: project,
    env: { ...process.env, PATH: ownPath() },
  });
  await cp(fileURLToPath(new URL("consumer/program.ts", import.meta.url)), join(project, "program.ts"));
}, 300_000);

afterAll(async () => {
  await rm(tarballs, { recursive: true, force: true });
  await rm(project, { recursive: true, force: true });
});

describe("a project that installed the packed packages with npm", () => {
  it.each([
    ["node18", "node16"],
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("compiles with module %s and moduleResolution %s", async (module, moduleResolution) => {
    const strict = [
      "--strict",
      "--exactOptionalPropertyTypes",
      "--noUncheckedIndexedAccess",
      "--resolveJsonModule",
    ];
    const target = ["--target", "es2023", "--module", module, "--moduleResolution", moduleResolution];
    const flags = ["--noEmit", ...strict, ...target, "--types", "node"];
    const failed = await run(bin("tsc"), [...flags, "program.ts"], { cwd: project }).catch((error) => error);
    expect(failed.stdout).toBe("");
  });

  it("runs: a scan over HTTP, a service error, a signature", async () => {
    const { stdout } = await run(process.execPath, ["program.ts"], { cwd: project });
    expect(JSON.parse(stdout)).toEqual({
      region: "cn-north-4",
      scanned: expect.any(Number),
      code: "HSS.0011",
      signed: true,
      openapi: "3.1.0",
    });
    expect(JSON.parse(stdout).scanned).toBeGreaterThan(0);
  });

  it("has the command, which scans against the emulator that it starts", async () => {
    const command = join(project, "node_modules/.bin/hss-scan");
    const emulator = spawn(command, ["emulator", "--speed", "600"], { cwd: project });
    try {
      const variables = await exportedVariables(emulator.stdout);
      // A report has every finding: more than execFile's one megabyte.
      const options = { cwd: project, env: { PATH: process.env.PATH, ...variables }, maxBuffer: 2 ** 26 };
      const args = ["scan", "--image-name", "nginx", "--format", "json", "--poll-interval", "200ms"];
      const { code = 0, stdout } = await run(command, args, options).catch((error) => error);
      // 3: some images were not scanned, as it is in the emulator's world.
      expect([0, 3]).toContain(code);
      expect(JSON.parse(stdout).task.task_id).toMatch(/./);
    } finally {
      emulator.kill("SIGINT");
      await new Promise((resolve) => emulator.once("exit", resolve));
    }
  });
});

/** Reads `export NAME='value'` lines until the project id, the last one, is there. */
async function exportedVariables(output: AsyncIterable<Buffer>): Promise<Record<string, string>> {
  let text = "";
  for await (const chunk of output) {
    text += chunk;
    const variables = Object.fromEntries(
      [...text.matchAll(/^export (\w+)='?([^'\n]*)'?$/gm)].map(([, name, value]) => [name, value]),
    );
    if ("HUAWEICLOUD_SDK_PROJECT_ID" in variables) return variables;
  }
  throw new Error(`the emulator stopped after saying: ${text}`);
}

describe.each(published.map(({ manifest }) => manifest.name))("the tarball of %s", (name) => {
  it("is in order for publint", async () => {
    const { buffer, byteOffset, byteLength } = await readFile(await tarballOf(name));
    const tarball = (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength);
    const { messages, pkg } = await publint({ pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });
});

// The document's package is JSON and YAML, which attw does not judge; the consumer's program imports it above.
const typed = published.filter(({ manifest }) => JSON.stringify(manifest.exports ?? {}).includes('.js"'));

describe.each(typed.map(({ manifest }) => manifest))("the types of $name", ({ name }) => {
  it("resolve for everybody who loads ES modules, says attw", async () => {
    const args = [await tarballOf(name), "--profile", "esm-only", "--no-color", "--format", "ascii"];
    const said = await run(bin("attw"), args).then(
      () => "no problem",
      (error: { stdout: string }) => error.stdout,
    );
    expect(said).toBe("no problem");
  });
});
