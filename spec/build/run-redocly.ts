import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs the pinned Redocly command line in `folder` and waits for its end. Nothing is sent anywhere: no telemetry, no
 * look for updates. A status other than 0 is an answer, not an exception.
 * @throws Error where the process cannot be started or is killed.
 */
export function runRedocly(folder: string, args: readonly string[]): Promise<Run> {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const child = spawn(process.execPath, [join(dirname(manifest), "bin/cli.js"), ...args], {
    cwd: folder,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((settle, fail) => {
    child.on("error", fail);
    child.on("close", (status, signal) => {
      if (status === null) fail(new Error(`redocly ${args.join(" ")} was ended by ${signal}`));
      else settle({ status, stdout, stderr });
    });
  });
}
