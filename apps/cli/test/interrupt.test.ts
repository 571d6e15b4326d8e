import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseJson } from "@hss-kit/client/json";
import { describe, expect } from "vitest";
import { Cli, hssScan } from "./support/cli.ts";
import { FAST, serviceTest as test } from "./support/service.ts";

const SLOW = ["scan", "tests/slow:1.0"];

/** The command after `Follow it:`, as a user would copy it, as arguments. */
function resumeWords(stderr: string): string[] {
  return (/Follow it: {2}hss-scan (.*)/.exec(stderr)?.[1] ?? "").split(" ");
}

async function stateOf(id: string, env: Readonly<Record<string, string>>): Promise<number> {
  const { stdout } = await hssScan(["task", "show", id, "--format", "json"], { env });
  return (parseJson(stdout) as { task_status: number }).task_status;
}

describe("when the time runs out", () => {
  test("4: says how to resume, and that command does", async ({ service: { env } }) => {
    const timedOut = await hssScan([...SLOW, "--fail-on", "high", "--timeout", "4s", ...FAST], { env });
    expect(timedOut.code).toBe(4);
    expect(timedOut.stderr).toMatch(/^The time ran out after 4s\. The scan goes on\.$/m);
    const words = resumeWords(timedOut.stderr);
    // The time is spent: whoever copies the command has more of it.
    expect(words).toEqual(["scan", "--resume", words[2], "--fail-on", "high", ...FAST]);
    const id = words[2] ?? "";

    const again = await hssScan([...words, "--timeout", "4s"], { env });
    expect(again.code).toBe(4);
    expect(again.stderr).toContain(`--resume ${id}`);

    expect((await hssScan(["task", "stop", id], { env })).code).toBe(0);
    const stopped = await hssScan(["scan", "--resume", id, ...FAST], { env });
    expect(stopped.stdout).toMatch(/stopped before its end/);
    expect(stopped.code).toBe(3);
  });

  test("the report's file is not there", async ({ service: { env } }) => {
    const folder = await mkdtemp(join(tmpdir(), "hss-scan-"));
    try {
      const args = [...SLOW, "--format", "json", "-o", "report.json", "--timeout", "4s", ...FAST];
      const { code, stderr } = await hssScan(args, { env, cwd: folder });
      expect(code).toBe(4);
      expect(await readdir(folder)).toEqual([]);
      await hssScan(["task", "stop", resumeWords(stderr)[2] ?? ""], { env });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("Ctrl-C", () => {
  test("stops waiting, and says that the scan goes on and how to resume or stop it", async ({
    service: { env },
  }) => {
    const cli = new Cli([...SLOW, "--wait", ...FAST], { env });
    await cli.until(/Scanning: /);
    cli.process.kill("SIGINT");
    const { code, stderr } = await cli.end();
    expect(code).toBe(130);
    expect(stderr).toMatch(/^Interrupted\. The scan goes on\.$/m);
    const id = resumeWords(stderr)[2] ?? "";
    expect(stderr).toContain(`Stop it:    hss-scan task stop ${id}\n`);
    expect(await stateOf(id, env)).toBeGreaterThanOrEqual(0);
    await hssScan(["task", "stop", id], { env });
    expect(await stateOf(id, env)).toBe(-1);
  });

  test("ends the wait for standard input", async ({ service: { env } }) => {
    const cli = new Cli(["task", "create", "--body", "-"], { env, stdin: null });
    // Nothing tells from outside that it reads; by then it has long begun.
    await setTimeout(1000);
    cli.process.kill("SIGINT");
    const { code, stderr } = await cli.end();
    expect(stderr).toBe("Interrupted.\n");
    expect(code).toBe(130);
  });

  test("leaves no file behind", async ({ service: { env } }) => {
    const folder = await mkdtemp(join(tmpdir(), "hss-scan-"));
    try {
      const cli = new Cli([...SLOW, "-o", "report.txt", ...FAST], { env, cwd: folder });
      await cli.until(/Scanning: /);
      expect((await readdir(folder)).length).toBe(1);
      cli.process.kill("SIGTERM");
      const { stderr } = await cli.end();
      expect(await readdir(folder)).toEqual([]);
      await hssScan(["task", "stop", resumeWords(stderr)[2] ?? ""], { env });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("-o", () => {
  test("gets the report, whole, and standard output nothing", async ({ service: { env } }) => {
    const folder = await mkdtemp(join(tmpdir(), "hss-scan-"));
    try {
      const args = [
        "scan",
        "tests/worn:1.0",
        "--format",
        "sarif",
        "-o",
        "hss.sarif",
        "--fail-on",
        "high",
        ...FAST,
      ];
      const { code, stdout } = await hssScan(args, { env, cwd: folder });
      expect(stdout).toBe("");
      expect(JSON.parse(await readFile(join(folder, "hss.sarif"), "utf8"))).toMatchObject({
        version: "2.1.0",
      });
      expect(await readdir(folder)).toEqual(["hss.sarif"]);
      expect(code).toBe(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("that cannot be written is refused before a scan is started", async ({ service: { env } }) => {
    const count = async () => {
      const { stdout } = await hssScan(["task", "list", "--format", "json"], { env });
      return (parseJson(stdout) as { total_num: number }).total_num;
    };
    const before = await count();
    const { code, stderr } = await hssScan(["scan", "--all", "-o", "/nonexistent/report"], { env });
    expect(stderr).toMatch(/^error: cannot write \/nonexistent\/report: its directory does not exist$/m);
    expect(code).toBe(1);
    expect(await count()).toBe(before);
  });
});
