import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { writePrismDocument } from "./document.ts";

/** Starting takes one to two seconds on an idle machine; several may start at once on a busy one. */
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

export interface PrismProcess {
  /** Origin without a slash at its end, `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** All that Prism has printed so far. It holds request URLs with their query. */
  log(): string;
  /** Resolves when the process has gone. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts Prism's own command line in a process of its own, on a port that the system chooses, and resolves when it
 * answers HTTP.
 *
 * @param command `mock`, or `proxy` with the upstream's URL; Prism's options follow.
 * @throws {Error} when Prism ends or does not answer within a minute; the message holds what it printed.
 */
export async function startPrism(command: "mock" | "proxy", operands: string[] = []): Promise<PrismProcess> {
  const document = await writePrismDocument();
  // Prism watches its document as long as it runs: one that goes away before the watcher stands ends the process.
  const close = async (): Promise<void> => {
    await stop(child);
    await document.remove();
  };
  const child = spawn(
    process.execPath,
    [
      "--import",
      new URL("./exit-with-parent.ts", import.meta.url).href,
      createRequire(import.meta.url).resolve("@stoplight/prism-cli"),
      command,
      document.path,
      ...operands,
      "--host=127.0.0.1",
      "--port=0",
      "--multiprocess=false",
    ],
    { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" } },
  );
  let log = "";
  const listening = new Promise<string>((resolve, reject) => {
    const collect = (chunk: string): void => {
      log += chunk;
      const url = /Prism is listening on (http:\/\/[\d.]+:\d+)/.exec(log)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`Prism ended before it listened (${signal ?? code})`)),
    );
  });
  // The pipe breaks when Prism ends by itself; its exit says so already.
  child.stdin.on("error", () => {});
  try {
    const url = await within(START_LIMIT_MS, listening);
    // It listens; it is ready when it has answered. Any answer will do: the path is not in the document.
    await (await fetch(`${url}/`, { signal: AbortSignal.timeout(START_LIMIT_MS) })).arrayBuffer();
    return { url, log: () => log, close };
  } catch (cause) {
    await close();
    throw new Error(`Prism (${command}) did not start. It printed:\n${log}`, { cause });
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill();
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
  await gone;
  clearTimeout(force);
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit} ms`)), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
