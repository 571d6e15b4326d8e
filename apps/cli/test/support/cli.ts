import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** `null` keeps standard input open. */
  readonly stdin?: string | Uint8Array | null;
  readonly cwd?: string;
}

/** A process of the built command; nothing of this process's environment that could matter reaches it. */
export class Cli {
  readonly process: ChildProcess;
  stdout = "";
  stderr = "";

  constructor(args: readonly string[], { env = {}, stdin, cwd }: CliOptions = {}) {
    this.process = spawn(process.execPath, [BIN, ...args], {
      env: { PATH: process.env.PATH ?? "", HOME: "/nonexistent", LANG: "C", ...env },
      stdio: ["pipe", "pipe", "pipe"],
      ...(cwd !== undefined && { cwd }),
    });
    this.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.process.stdin?.on("error", () => undefined);
    if (stdin !== null) this.process.stdin?.end(stdin ?? "");
  }

  /** Resolves as soon as the process has written what is looked for. */
  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.stdout + this.stderr)) {
      if (this.process.exitCode !== null) {
        throw new Error(
          `ended with ${this.process.exitCode} before ${pattern}:\n${this.stdout}${this.stderr}`,
        );
      }
      await Promise.race([
        once(this.process.stdout ?? this.process, "data"),
        once(this.process.stderr ?? this.process, "data"),
        once(this.process, "close"),
      ]);
    }
  }

  async end(): Promise<CliResult> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, "close");
    return { code: this.process.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Runs the command to its end. */
export function hssScan(args: readonly string[], options?: CliOptions): Promise<CliResult> {
  return new Cli(args, options).end();
}
