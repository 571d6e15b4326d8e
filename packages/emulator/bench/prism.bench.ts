/**
 * The emulator beside Prism, on the same calls, in one run: requests a second (the emulator checks the signature of
 * each, Prism only that the header is there), and the time from starting a process to its first answer.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { DEFAULT_KEY, DEFAULT_PROJECT_ID } from "@hss-kit/emulator";
import { sign } from "@hss-kit/signer";
import { startPrismMock } from "@hss-kit/testing/prism";
import { expect, test } from "vitest";

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

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

interface Signed extends Call {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** Signed once: the cost of signing is the client's. The signature is good for 15 minutes, and checked every time. */
function signedFor(origin: string): Signed[] {
  return calls.map((call) => {
    const { method, path, body } = call;
    const url = origin + path;
    const given = body === undefined ? {} : { "Content-Type": "application/json" };
    const signature = sign({ method, url, headers: given, ...(body && { body }) }, DEFAULT_KEY);
    const headers = { ...given, ...signature, "Content-Length": String(Buffer.byteLength(body ?? "")) };
    return { ...call, url, headers };
  });
}

function send({ method, url, headers, body }: Signed): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers });
    sent.on("error", reject);
    sent.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.end(body);
  });
}

/** Requests a second of one round. */
async function round(origin: string, count: number): Promise<number> {
  const signed = signedFor(origin);
  let next = 0;
  const begin = performance.now();
  const work = async (): Promise<void> => {
    while (next < count) {
      const call = signed[next++ % signed.length];
      if (call === undefined) return;
      const status = await send(call);
      if (status !== 200) throw new Error(`${call.method} ${call.path} answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return (count / (performance.now() - begin)) * 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function startEmulator(): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("start.ts", import.meta.url))], {
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
  const [call] = signedFor(server.url);
  if (call !== undefined) expect(await send(call)).toBe(200);
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

  const rates = { emulator: [] as number[], prism: [] as number[] };
  const [emulator, prism] = [await startEmulator(), await startPrismMock()];
  try {
    // Both warm, then turn and turn about, so that a busy machine slows both.
    for (const { url } of [emulator, prism]) await round(url, CALLS_A_ROUND);
    for (let count = 0; count < ROUNDS; count++) {
      rates.emulator.push(await round(emulator.url, CALLS_A_ROUND));
      rates.prism.push(await round(prism.url, CALLS_A_ROUND));
    }
  } finally {
    agent.destroy();
    await Promise.all([emulator.close(), prism.close()]);
  }

  const [rate, prismRate] = [median(rates.emulator), median(rates.prism)];
  const [begin, prismBegin] = [median(starts.emulator), median(starts.prism)];
  console.log(
    `requests a second    emulator ${rate.toFixed(0)}   Prism ${prismRate.toFixed(0)}   ${(rate / prismRate).toFixed(1)}x (aim: at least 8x)`,
  );
  console.log(
    `start to first answer   emulator ${begin.toFixed(0)} ms   Prism ${prismBegin.toFixed(0)} ms   1/${(prismBegin / begin).toFixed(1)} (aim: at most 1/6, 250 ms)`,
  );
});
