import type { Clock } from "../../src/index.ts";

/** A clock whose sleeps take no time, and which remembers them. */
export interface RecordingClock extends Clock {
  readonly sleeps: number[];
}

export function recordingClock(start = Date.UTC(2026, 0, 1)): RecordingClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
    },
  };
}
