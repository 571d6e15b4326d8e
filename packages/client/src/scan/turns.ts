/**
 * Lets one of several tasks run at a time, in the order in which they came.
 * A task whose signal is aborted while it waits for its turn rejects at once with the signal's reason.
 */
export function createTurns(): <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task, signal) => {
    const before = last;
    const run = before.then(() => {
      signal?.throwIfAborted();
      return task();
    });
    last = run.catch(() => undefined);
    if (signal === undefined) return run;
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(signal.reason);
      signal.addEventListener("abort", onAbort, { once: true });
      run.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
    });
  };
}
