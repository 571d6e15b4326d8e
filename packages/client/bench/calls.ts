import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { createClient } from "@hss-kit/client";
import { median } from "./median.ts";

/** As many as V8 needs to have optimised both. */
const WARM_UP = 3_000;
const ROUNDS = 40;
const CALLS = 100;

/** Milliseconds for one call. */
export interface CallTimes {
  signed: number;
  /** The same without a signature: the client's own share. */
  unsigned: number;
  plain: number;
}

/** Measures in a process of its own, in which nothing else has left anything to collect. */
export async function measureCalls(): Promise<CallTimes> {
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename]);
  return JSON.parse(stdout) as CallTimes;
}

if (import.meta.main) console.log(JSON.stringify(await timeCalls()));

/**
 * Signed calls beside plain `fetch`es that send the same headers to the same server and parse the same answer: the median of
 * blocks, the kinds in turns.
 */
async function timeCalls(): Promise<CallTimes> {
  const answer = JSON.stringify({
    total_num: 10,
    data_list: Array.from({ length: 10 }, (_, id) => ({ id, task_id: `t-${id}` })),
  });
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "Content-Type": "application/json" }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let same: { url: string; init: RequestInit } | undefined;
  const options = { endpoint, credentials: { ak: "AKBENCHBENCHBENCH001", sk: "bench" }, projectId: "p" };
  const spy = createClient({
    ...options,
    fetch: (url, init) => {
      same = { url, init: { ...init, signal: null } };
      return fetch(url, init);
    },
  });
  const parameters = { type: "image_scan", task_type: "manual", limit: 200 } as const;
  await spy.listImageScanTask(parameters);
  if (same === undefined) throw new Error("nothing was sent");
  const { url, init } = same;

  const hss = createClient(options);
  const withToken = createClient({
    ...options,
    credentials: { token: "bench" },
    fetch: (to, { headers: _token, ...rest }) => fetch(to, { ...rest, headers: init.headers ?? {} }),
  });
  const kinds = {
    signed: () => hss.listImageScanTask(parameters),
    unsigned: () => withToken.listImageScanTask(parameters),
    plain: async () => (await fetch(url, init)).json(),
  };
  const times: Record<keyof typeof kinds, number[]> = { signed: [], unsigned: [], plain: [] };
  for (let round = 0; round < WARM_UP; round++) {
    for (const call of Object.values(kinds)) await call();
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ["plain", "unsigned", "signed"] as const) {
      const start = performance.now();
      for (let call = 0; call < CALLS; call++) await kinds[kind]();
      times[kind].push((performance.now() - start) / CALLS);
    }
  }
  server.closeAllConnections();
  server.close();
  return { signed: median(times.signed), unsigned: median(times.unsigned), plain: median(times.plain) };
}
