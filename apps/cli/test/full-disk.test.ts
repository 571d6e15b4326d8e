import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect } from "vitest";
import { FAST, serviceTest as test } from "./support/service.ts";

const BIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** Runs the command with its standard output on a device that is always full. */
async function intoFull(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn("sh", ["-c", 'exec "$0" "$@" > /dev/full', process.execPath, BIN, ...args], {
    env: { PATH: process.env.PATH ?? "", HOME: "/nonexistent", LANG: "C", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stderr };
}

const ONE_LINE = /^error: cannot write to standard output: no space is left on the device$/gm;

describe.skipIf(!existsSync("/dev/full"))("standard output that cannot be written", () => {
  test.for([
    ["scan", "tests/clean:1.0", "--format", "json", "--fail-on", "low", ...FAST],
    ["scan", "tests/clean:1.0"],
  ])("after a scan: one line, and how to take it up again: %j", async (args, { service: { env } }) => {
    const { code, stderr } = await intoFull(args, env);
    expect(stderr.match(ONE_LINE)).toHaveLength(1);
    expect(stderr).toMatch(/^Follow it: {2}hss-scan scan --resume \S+/m);
    expect(stderr).not.toMatch(/\n\s+at |node:/);
    expect(code).toBe(1);
  });

  test.for([["task", "list"], ["api", "listRegistryImages"], ["scan", "--help"], ["--version"]])(
    "elsewhere: one line: %j",
    async (args, { service: { env } }) => {
      const { code, stderr } = await intoFull(args, env);
      expect(stderr.trim().match(ONE_LINE)).toHaveLength(1);
      expect(stderr.trim()).not.toContain("\n");
      expect(code).toBe(1);
    },
  );
});
