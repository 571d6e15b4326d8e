import { createEmulator, type EmulatorOptions } from "@hss-kit/emulator";
import { type ClientOptions, createClient } from "../../src/index.ts";

/** What a test does with a request on its way: let it through, answer it, break it before or after the service acted. */
export type Meddle = (
  method: string,
  url: URL,
  pass: () => Promise<Response>,
  nth: number,
) => Response | Promise<Response>;

/** A client of an emulator whose time passes only in its own sleeps, and which a test can stand between. */
export function emulated(
  emulatorOptions: EmulatorOptions = {},
  clientOptions: Partial<Omit<ClientOptions, "region" | "endpoint">> = {},
  meddle: Meddle = (_method, _url, pass) => pass(),
) {
  const emulator = createEmulator({ ...emulatorOptions });
  const requests: string[] = [];
  const hss = createClient({
    endpoint: emulator.endpoint,
    credentials: emulator.credentials,
    projectId: emulator.projectId,
    clock: emulator.clock,
    random: () => 0.5,
    fetch: async (url, init) => {
      const method = init.method ?? "GET";
      const target = new URL(url);
      requests.push(`${method} ${target.pathname.replace(/^\/v5\/[^/]+/, "")}`);
      const nth = requests.filter((one) => one.startsWith(`${method} `)).length;
      return meddle(method, target, () => emulator.fetch(url, init), nth);
    },
    ...clientOptions,
  });
  const created = () => requests.filter((one) => one.startsWith("POST")).length;
  return { emulator, hss, requests, created };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
