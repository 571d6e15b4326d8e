/**
 * A process that reads a million findings from the server in argv[3], with the client or (argv[2] is "plain") with `fetch`
 * alone, and prints a `Reading`.
 */
import { createClient } from "@hss-kit/client";
import type { Reading } from "./findings.ts";

const STEP = 100_000;

const [, , how, endpoint = ""] = process.argv;
const reading: Reading = { seconds: 0, peakMegabytes: 0, liveMegabytes: [] };
const start = performance.now();
let count = 0;
for await (const _finding of how === "plain" ? plain() : withClient()) {
  if (++count % 10_000 !== 0) continue;
  reading.peakMegabytes = Math.max(reading.peakMegabytes, process.memoryUsage.rss() / 1e6);
  if (globalThis.gc === undefined || count % STEP !== 0) continue;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  reading.liveMegabytes.push((heapUsed + external) / 1e6);
}
reading.seconds = (performance.now() - start) / 1000;
if (count !== 1_000_000) throw new Error(`${count} findings were read`);
console.log(JSON.stringify(reading));

async function* withClient(): AsyncGenerator<unknown> {
  const credentials = { ak: "AKBENCHBENCHBENCH001", sk: "bench" };
  const result = await createClient({ endpoint, credentials, projectId: "p" }).resumeScan("t").result();
  yield* result.findings();
}

async function* plain(): AsyncGenerator<unknown> {
  for (let offset = 0; offset < 1_000_000; offset += 200) {
    const response = await fetch(`${endpoint}/v5/p/image/i/vulnerabilities?offset=${offset}&limit=200`);
    const { data_list: items } = (await response.json()) as { data_list: unknown[] };
    yield* items;
  }
}
