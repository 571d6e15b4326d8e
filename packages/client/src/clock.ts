/**
 * Time, as the client sees it. Pass your own (the emulator has one) to let tests wait an hour in no time.
 * `now` is in milliseconds since 1970-01-01T00:00:00Z.
 */
export interface Clock {
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with `signal.reason` as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest delay that `setTimeout` takes; beyond it, it would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** `setTimeout` for delays of any length; a delay that is too long for a timer (24 days) never fires. */
export function startTimer(callback: () => void, ms: number): () => void {
  if (ms > LONGEST_TIMER) return () => undefined;
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const stopTimer = startTimer(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, ms);
      function onAbort(): void {
        stopTimer();
        reject(signal?.reason);
      }
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
};
