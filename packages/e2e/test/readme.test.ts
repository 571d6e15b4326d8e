import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { files, read, room, root } from "./workspace.ts";

const run = promisify(execFile);

interface Block {
  language: string;
  code: string;
  /** The heading that it stands under. */
  heading: string;
}

function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let heading = "";
  for (const part of markdown.matchAll(/^## (.*)$|^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (part[1] !== undefined) heading = part[1];
    else found.push({ language: part[2] ?? "", code: part[3] ?? "", heading });
  }
  return found;
}

/** A folder where `hss-scan` is on the path and `@hss-kit/…` can be imported: what a user's project is like. */
let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "hss-readme-"));
  await mkdir(join(project, "node_modules/.bin"), { recursive: true });
  await mkdir(join(project, "node_modules/@hss-kit"));
  for (const name of ["client", "emulator"]) {
    await symlink(join(root, "packages", name), join(project, "node_modules/@hss-kit", name));
  }
  await symlink(join(root, "node_modules/@types"), join(project, "node_modules/@types"));
  const command = `#!/bin/sh\nexec node "${join(root, "apps/cli/dist/main.js")}" "$@"\n`;
  await writeFile(join(project, "node_modules/.bin/hss-scan"), command, { mode: 0o755 });
  await cp(join(root, "spec/examples"), join(project, "spec/examples"), { recursive: true });
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(project, { recursive: true }));

const shell = (code: string) =>
  run("bash", ["-euo", "pipefail", "-m", "-c", code], {
    cwd: project,
    env: {
      PATH: `${join(project, "node_modules/.bin")}:${join(process.execPath, "..")}:${process.env.PATH}`,
      HOME: project,
    },
    maxBuffer: 2 ** 26,
    timeout: 100_000,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

describe.each(["README.md", "README.zh.md"])("%s", (file) => {
  const all = blocks(read(file));
  const of = (language: string) => all.filter((block) => block.language === language);

  it("has the parts that are run here", () => {
    expect(all.map(({ language }) => language)).toEqual(["sh", "ts", "ts", "sh", "sh", "yaml", "ts"]);
  });

  it("starts with the commands that CI runs", () => {
    const commands = (of("sh")[0]?.code ?? "")
      .split("\n")
      .flatMap((line) => /^npx [^#]*/.exec(line)?.[0].trim() ?? []);
    expect(commands).toHaveLength(2);
    for (const command of commands) expect(read(".ci/run")).toContain(`\n${command}`);
  });

  it.each(of("ts").map(({ code, heading }, index) => [index, heading, code] as const))(
    "program %i (%s) compiles",
    async (index, _heading, code) => {
      const name = `${file}-${index}.ts`;
      await writeFile(join(project, name), code);
      const flags = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "--types", "node"];
      const { stdout } = await run(join(root, "node_modules/.bin/tsc"), [...flags, name], {
        cwd: project,
      }).catch((error) => error);
      expect(stdout).toBe("");
    },
  );

  it.each(
    of("ts")
      .filter(({ code }) => code.includes("createEmulator"))
      .map(({ code }) => [code] as const),
  )("program against the emulator runs: %#", async (code) => {
    const name = `${file}-run-${code.length}.ts`;
    await writeFile(join(project, name), code);
    const { stdout } = await run(process.execPath, [name], { cwd: project, maxBuffer: 2 ** 26 });
    expect(stdout.split("\n").length).toBeGreaterThan(1);
  });

  it("has shell commands that do what is said", { timeout: 120_000 }, async () => {
    const [, first, second] = of("sh");
    const tour = await shell(first?.code ?? "");
    expect(tour).toMatchObject({ code: 0 });
    expect(tour.stdout).toContain("order-service");
    // The image has a vulnerability of medium urgency, and one more urgent: the gate fails.
    expect(tour.stdout).toMatch(/(exit code|退出码) 2/);
    const bodies = await shell(second?.code ?? "");
    expect(bodies).toMatchObject({ code: 0 });
    expect(bodies.stderr.match(/error/g)).toBeNull();
  });

  it("has a CI recipe whose options exist", async () => {
    const [recipe] = of("yaml");
    const { stdout } = await shell("hss-scan scan --help");
    const options = recipe?.code.match(/--[a-z-]+/g) ?? [];
    expect(options.length).toBeGreaterThan(2);
    for (const option of options) expect(stdout).toContain(option);
  });

  it("links to what exists", () => {
    const links = [...read(file).matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target ?? "");
    const known = new Set([...files(".", /\.md$/)]);
    for (const link of links) expect([...known]).toContain(link);
  });
});

describe("the manifest", () => {
  it("has the script behind each `pnpm` command of README and CONTRIBUTING", () => {
    const { scripts = {} } = JSON.parse(read("package.json")) as { scripts?: Record<string, string> };
    const named = ["README.md", "README.zh.md", "CONTRIBUTING.md"].flatMap((file) =>
      [...read(file).matchAll(/`pnpm (?:run )?([a-z:-]+)`/g)].map(([, name]) => name ?? ""),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
    expect(room("apps/docs").manifest.scripts).toHaveProperty("serve");
  });
});
