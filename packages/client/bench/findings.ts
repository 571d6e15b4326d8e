import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

export interface Reading {
  seconds: number;
  /** The memory of the process that reads, at its highest. */
  peakMegabytes: number;
  /** What was still in use after a collection, at each 100,000 findings; only with `--expose-gc`. */
  liveMegabytes: number[];
}

export interface Readings {
  client: Reading;
  plain: Reading;
  /** With a young generation of V8 that may not grow as it likes. */
  clientSmall: Reading;
  plainSmall: Reading;
  live: number[];
}

/**
 * Reads a million findings over loopback, with the client and with `fetch` alone: each time in a process of its own, from
 * a server in another.
 */
export async function measureFindings(): Promise<Readings> {
  // As JavaScript: the compiler that lets Node run TypeScript would be tens of megabytes of what is measured.
  const reader = join(import.meta.dirname, "../.reports/read-findings.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "read-findings.ts")],
    outfile: reader,
    format: "esm",
    logLevel: "warning",
  });
  const server = fork(new URL("./findings-server.ts", import.meta.url));
  const [port] = (await once(server, "message")) as [number];
  const run = async (how: "client" | "plain", ...flags: string[]): Promise<Reading> => {
    const args = [...flags, reader, how, `http://127.0.0.1:${port}`];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as Reading;
  };
  const small = "--max-semi-space-size=2";
  const readings = {
    plain: await run("plain"),
    client: await run("client"),
    plainSmall: await run("plain", small),
    clientSmall: await run("client", small),
    live: (await run("client", "--expose-gc")).liveMegabytes,
  };
  server.disconnect();
  return readings;
}
