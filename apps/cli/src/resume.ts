import type { ScanCommandOptions } from "./commands/scan.ts";
import { connectionWords } from "./connection.ts";
import { commandLine } from "./shell.ts";

/** The command that waits for the same scan again, with the options that were typed; not the time, which may be spent. */
export function resumeCommand(taskId: string, options: ScanCommandOptions): string {
  const { local, failOn, format, output, pollInterval } = options;
  return commandLine([
    "hss-scan",
    "scan",
    "--resume",
    taskId,
    ...(local === true ? ["--local"] : []),
    ...(failOn === undefined ? [] : ["--fail-on", failOn]),
    ...(format === undefined ? [] : ["--format", format]),
    ...(output === undefined ? [] : ["-o", output]),
    ...(pollInterval === undefined ? [] : ["--poll-interval", writeTime(pollInterval)]),
    ...connectionWords(options),
  ]);
}

/** Two lines that say how to follow and how to stop a scan that goes on. */
export function followLines(taskId: string, options: ScanCommandOptions): string[] {
  const stop = commandLine(["hss-scan", "task", "stop", taskId, ...connectionWords(options)]);
  return [`Follow it:  ${resumeCommand(taskId, options)}`, `Stop it:    ${stop}`];
}

/** Exactly what was typed, in the largest unit that divides it. */
function writeTime(ms: number): string {
  for (const [unit, size] of [
    ["h", 3_600_000],
    ["m", 60_000],
    ["s", 1000],
  ] as const) {
    if (ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}
