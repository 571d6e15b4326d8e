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
  let end = (): void => undefined;
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      // Not through a listener on `stop.signal`: whatever still holds that signal afterwards (a platform's fetch does for a
      // while) would hold the answer through it.
      const giveUp = (): void => {
        stop.abort(signal?.reason);
        reject(stop.signal.reason);
      };
      const cancelTimer = startTimer(() => {
        timedOut = true;
        giveUp();
      }, limit);
      signal?.addEventListener("abort", giveUp, { once: true });
      end = () => {
        cancelTimer();
        signal?.removeEventListener("abort", giveUp);
      };
      send(fetch, url, { ...init, signal: stop.signal }).then(resolve, reject);
    });
  } catch (error) {
    signal?.throwIfAborted();
    return timedOut ? { kind: "timedOut" } : { kind: "failed", error };
  } finally {
    end();
  }
}

async function send(fetch: Fetch, url: string, init: RequestInit): Promise<Outcome> {
  const response = await fetch(url, init);
  return { kind: "answer", response, bytes: await response.arrayBuffer() };
}
