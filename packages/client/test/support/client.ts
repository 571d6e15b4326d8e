import { type ClientOptions, createClient, type HssClient } from "../../src/index.ts";
import { type RecordingClock, recordingClock } from "./clock.ts";

export const SECRETS = {
  ak: "AKTESTTESTTEST000001",
  sk: "sk-that-nobody-may-see",
  securityToken: "sts-that-nobody-may-see",
};

/** A request as it left the client. */
export interface Sent {
  method: string;
  url: URL;
  headers: Headers;
  body: string | undefined;
}

export type Handler = (request: Sent, attempt: number) => Response | Promise<Response>;

/** A client whose `fetch` is the handler: nothing is mocked, it only calls what it is given. */
export function clientOf(
  handler: Handler,
  options: Partial<Omit<ClientOptions, "region" | "endpoint">> = {},
): { hss: HssClient; sent: Sent[]; clock: RecordingClock } {
  const sent: Sent[] = [];
  const clock = recordingClock();
  const hss = createClient({
    endpoint: "https://hss.test",
    credentials: { ...SECRETS },
    projectId: "p-1",
    clock,
    random: () => 0.5,
    fetch: async (url, init) => {
      const request: Sent = {
        method: init.method ?? "GET",
        url: new URL(url),
        headers: new Headers(init.headers),
        body: typeof init.body === "string" ? init.body : undefined,
      };
      sent.push(request);
      return handler(request, sent.length);
    },
    ...options,
  });
  return { hss, sent, clock };
}

export const EMPTY_PAGE = { total_num: 0, data_list: [] };

export function json(body: unknown, init?: ResponseInit): Response {
  return new Response(typeof body === "string" ? body : JSON.stringify(body), {
    ...init,
    headers: { "Content-Type": "application/json", ...init?.headers },
  });
}

/** What a promise was rejected with; fails where it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("the promise was not rejected");
}
