/**
 * The emulator beside Prism, on the same calls, in one run. Requests a second: both as servers, and the emulator as
 * most tests use it, by its `fetch` in the same process, which Prism does not have (the emulator checks the signature of
 * each, Prism only that the header is there). And the time from starting a process to its first answer.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createEmulator, DEFAULT_KEY, DEFAULT_PROJECT_ID, type Emulator } from "@hss-kit/emulator";
import { sign } from "@hss-kit/signer";
import { startPrismMock } from "@hss-kit/testing/prism";
import { expect, test } from "vitest";
import { openConnection } from "./connection.ts";

const ROUNDS = 7;
const CALLS_A_ROUND = 400;
const CONNECTIONS = 8;
const STARTS = 5;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

const base = `/v5/${DEFAULT_PROJECT_ID}/image`;
const calls: readonly Call[] = [
  { method: "GET", path: `${base}/tasks?type=image_scan&limit=10` },
  { method: "GET", path: `${base}/registries/images?limit=10&image_type=harbor` },
  { method: "GET", path: `${base}/local-repositories?limit=10&has_vul=false` },
  {
    method: "POST",
    path: `${base}/image-scan/tasks`,
    body: JSON.stringify({ scan_scope: 983_040, image_info: [{ id: 1004 }] }),
  },
];

/** Signed once: the cost of signing is the client's. The signature is good for 15 minutes, and checked every time. */
function requestsFor(origin: string): Buffer[] {
  return calls.map(({ method, path, body }) => {
    const url = origin + path;
    const given = body === undefined ? {} : { "Content-Type": "application/json" };
    const signature = sign({ method, url, headers: given, ...(body !== undefined && { body }) }, DEFAULT_KEY);
    const headers = {
      Host: new URL(origin).host,
      ...given,
      ...signature,
      "Content-Length": String(Buffer.byteLength(body ?? "")),
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
  });
}

/** Requests a second of one round. */
async function round(origin: string, count: number): Promise<number> {
  const requests = requestsFor(origin);
  let next = 0;
  const work = async (): Promise<void> => {
    const connection = openConnection(Number(new URL(origin).port));
    while (next < count) {
      const at = next++ % requests.length;
      const status = await connection.send(requests[at] ?? Buffer.alloc(0));
      if (status !== 200) throw new Error(`${calls[at]?.method} ${calls[at]?.path} answered ${status}`);
    }
    connection.close();
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return (count / (performance.now() - begin)) * 1000;
}

/** Requests a second of one round without a server, answers read to the end. */
async function roundInProcess(emulator: Emulator, count: number): Promise<number> {
  const requests = calls.map(({ method, path, body }) => {
    const url = emulator.endpoint + path;
    const given = body === undefined ? {} : { "Content-Type": "application/json" };
    const date = new Date(emulator.clock.now());
    const signature = sign(
      { method, url, headers: given, ...(body !== undefined && { body }) },
      DEFAULT_KEY,
      { date },
    );
    return {
      url,
      init: { method, headers: { ...given, ...signature }, ...(body !== undefined && { body }) },
    };
  });
  const begin = performance.now();
  for (let at = 0; at < count; at++) {
    const { url, init } = requests[at % requests.length] ?? { url: "", init: {} };
    const response = await emulator.fetch(url, init);
    await response.text();
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  }
  return (count / (performance.now() - begin)) * 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function startEmulator(): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("start.js", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: chunk.toString().trim(),
    async close() {
      child.kill();
      await once(child, "exit");
    },
  };
}

async function timeToFirstAnswer(
  start: () => Promise<{ url: string; close(): Promise<void> }>,
): Promise<number> {
  const begin = performance.now();
  const server = await start();
  const connection = openConnection(Number(new URL(server.url).port));
  expect(await connection.send(requestsFor(server.url)[0] ?? Buffer.alloc(0))).toBe(200);
  connection.close();
  const time = performance.now() - begin;
  await server.close();
  return time;
}

test("the emulator beside Prism", async () => {
  const starts = { emulator: [] as number[], prism: [] as number[] };
  for (let count = 0; count < STARTS; count++) {
    starts.emulator.push(await timeToFirstAnswer(startEmulator));
    starts.prism.push(await timeToFirstAnswer(startPrismMock));
  }

  const rates = { emulator: [] as number[], inProcess: [] as number[], prism: [] as number[] };
  const local = createEmulator();
  const [emulator, prism] = [await startEmulator(), await startPrismMock()];
  try {
    await roundInProcess(local, CALLS_A_ROUND);
    // All warm, then turn and turn about, so that a busy machine slows all.
    for (const { url } of [emulator, prism]) await round(url, CALLS_A_ROUND);
    for (let count = 0; count < ROUNDS; count++) {
      rates.emulator.push(await round(emulator.url, CALLS_A_ROUND));
      rates.inProcess.push(await roundInProcess(local, CALLS_A_ROUND));
      rates.prism.push(await round(prism.url, CALLS_A_ROUND));
    }
  } finally {
    await Promise.all([emulator.close(), prism.close()]);
  }

  const [server, inProcess, prismRate] = [rates.emulator, rates.inProcess, rates.prism].map(median);
  const [begin, prismBegin] = [starts.emulator, starts.prism].map(median);
  const ratio = (one = Number.NaN, other = Number.NaN): string => (one / other).toFixed(1);
  console.log(`requests a second, Prism            ${prismRate?.toFixed(0)}`);
  console.log(`  emulator as a server              ${server?.toFixed(0)}   ${ratio(server, prismRate)}x`);
  console.log(
    `  emulator in the test's process    ${inProcess?.toFixed(0)}   ${ratio(inProcess, prismRate)}x`,
  );
  console.log(`start to first answer, Prism        ${prismBegin?.toFixed(0)} ms`);
  console.log(`  emulator as a server              ${begin?.toFixed(0)} ms   1/${ratio(prismBegin, begin)}`);
});
