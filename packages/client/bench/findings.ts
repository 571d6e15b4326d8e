import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { createClient } from "@hss-kit/client";

export interface Reading {
  findings: number;
  seconds: number;
  /** The process's memory at its highest, and what of it was in use. */
  peakMegabytes: number;
  heapMegabytes: number;
}

/** Reads a million findings over loopback, with the client and with `fetch` alone, each in a process of its own. */
export async function measureFindings(): Promise<Record<"client" | "plain", Reading>> {
  const run = async (how: string): Promise<Reading> => {
    const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, how]);
    return JSON.parse(stdout) as Reading;
  };
  return { plain: await run("plain"), client: await run("client") };
}

if (import.meta.main) {
  const server = fork(new URL("./findings-server.ts", import.meta.url));
  const [port] = (await once(server, "message")) as [number];
  const endpoint = `http://127.0.0.1:${port}`;
  const reading: Reading = { findings: 0, seconds: 0, peakMegabytes: 0, heapMegabytes: 0 };
  const start = performance.now();
  for await (const _finding of process.argv[2] === "plain" ? plain(endpoint) : withClient(endpoint)) {
    if (++reading.findings % 10_000 !== 0) continue;
    const { rss, heapUsed } = process.memoryUsage();
    reading.peakMegabytes = Math.max(reading.peakMegabytes, rss / 1e6);
    reading.heapMegabytes = Math.max(reading.heapMegabytes, heapUsed / 1e6);
  }
  reading.seconds = (performance.now() - start) / 1000;
  server.disconnect();
  console.log(JSON.stringify(reading));
}

async function* withClient(endpoint: string): AsyncGenerator<unknown> {
  const credentials = { ak: "AKBENCHBENCHBENCH001", sk: "bench" };
  const result = await createClient({ endpoint, credentials, projectId: "p" }).resumeScan("t").result();
  yield* result.findings();
}

async function* plain(endpoint: string): AsyncGenerator<unknown> {
  for (let offset = 0; offset < 1_000_000; offset += 200) {
    const response = await fetch(`${endpoint}/v5/p/image/i/vulnerabilities?offset=${offset}&limit=200`);
    const { data_list: items } = (await response.json()) as { data_list: unknown[] };
    yield* items;
  }
}
