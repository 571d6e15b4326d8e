import { startTimer } from "./clock.ts";

/** A `fetch` as the client needs it: the platform's, an emulator's, a test's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How one attempt ended. */
export type Outcome =
  | { kind: "answer"; response: Response; bytes: ArrayBuffer }
  | { kind: "failed"; error: unknown }
  | { kind: "timedOut" };

/**
 * Sends a request once and reads its answer to the end: an answer that breaks off is no answer.
 * Its time limit is real time, never the client's clock, since it is the network that is waited for.
 * @param limit milliseconds until the attempt is given up
 * @throws the signal's reason where it is aborted, also if `fetch` itself does not look at signals
 */
export async function attempt(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  let timedOut = false;
  const forward = () => stop.abort(signal?.reason);
  const cancelTimer = startTimer(() => {
    timedOut = true;
    stop.abort();
  }, limit);
  signal?.addEventListener("abort", forward, { once: true });
  // Not `Promise.race`: whatever still holds the signal afterwards (a platform's fetch does for a while) would hold the
  // answer through it.
  let giveUp: (() => void) | undefined;
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      giveUp = () => reject(stop.signal.reason);
      stop.signal.addEventListener("abort", giveUp, { once: true });
      send(fetch, url, { ...init, signal: stop.signal }).then(resolve, reject);
    });
  } catch (error) {
    signal?.throwIfAborted();
    return timedOut ? { kind: "timedOut" } : { kind: "failed", error };
  } finally {
    cancelTimer();
    signal?.removeEventListener("abort", forward);
    if (giveUp !== undefined) stop.signal.removeEventListener("abort", giveUp);
  }
}

async function send(fetch: Fetch, url: string, init: RequestInit): Promise<Outcome> {
  const response = await fetch(url, init);
  return { kind: "answer", response, bytes: await response.arrayBuffer() };
}
