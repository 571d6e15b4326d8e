/** A source of time. Times are milliseconds since 1970-01-01T00:00:00Z. */
export interface Clock {
  now(): number;
  /** Resolves once `ms` milliseconds of this clock have passed; rejects with `signal.reason` when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * The machine's own time, where `now()` is something else. Signatures dated by either are accepted, so that a
   * client with an ordinary clock can talk to an emulator whose time runs ahead. Without it only `now()` counts.
   */
  wall?(): number;
}

/** A clock that stands still until somebody moves it. */
export interface ManualClock extends Clock {
  /** Moves the time forward by `ms` and wakes every sleeper whose time has come. */
  advance(ms: number): void;
}

/** Where a manual clock starts: 2026-01-01T00:00:00Z. Fixed, so that the same seed gives the same times. */
export const MANUAL_CLOCK_START = Date.UTC(2026, 0, 1);

/** A timer with a longer delay (24 days) would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

function checkDuration(ms: number, what: string): void {
  if (!(ms >= 0) || ms === Number.POSITIVE_INFINITY) {
    throw new RangeError(`${what} is ${ms}: it must be a number of milliseconds, 0 or more.`);
  }
}

/**
 * A clock for tests. `sleep` does not wait: it lets everything that is ready run, then moves the time to the end of
 * the shortest sleep. Several sleepers therefore wake in the order in which they would have in real time.
 *
 * @throws RangeError when `start`, or a duration given later, is no usable number.
 */
export function manualClock(start: number | Date = MANUAL_CLOCK_START): ManualClock {
  let time = Number(start);
  checkDuration(time, "start");
  const sleepers: Sleeper[] = [];

  const wakeDue = (): void => {
    for (let first = sleepers[0]; first !== undefined && first.until <= time; first = sleepers[0]) {
      sleepers.shift();
      first.wake();
    }
  };
  const turn = (): void => {
    const first = sleepers[0];
    if (first === undefined) return;
    time = Math.max(time, first.until);
    sleepers.shift();
    first.wake();
  };

  return {
    now: () => time,
    wall: () => Date.now(),
    advance(ms) {
      checkDuration(ms, "ms");
      time += ms;
      wakeDue();
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        checkDuration(ms, "ms");
        const abort = (): void => {
          const at = sleepers.indexOf(sleeper);
          if (at >= 0) sleepers.splice(at, 1);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          until: time + ms,
          wake() {
            signal?.removeEventListener("abort", abort);
            resolve();
          },
        };
        signal?.addEventListener("abort", abort, { once: true });
        // Sorted by time; among equals the one that came first wakes first.
        const after = sleepers.findIndex((other) => other.until > sleeper.until);
        sleepers.splice(after < 0 ? sleepers.length : after, 0, sleeper);
        // One turn for each sleeper, after the requests under way in this process had theirs.
        setTimeout(turn, 0);
      });
    },
  };
}

/**
 * The machine's clock, from now on `speed` times as fast: `systemClock({ speed: 60 })` makes a scan of an hour take
 * a minute.
 *
 * @throws RangeError when `speed` is not a number above 0.
 */
export function systemClock(options: { readonly speed?: number } = {}): Clock {
  const speed = options.speed ?? 1;
  if (!(speed > 0) || !Number.isFinite(speed)) {
    throw new RangeError(
      `speed is ${speed}: it must be a number above 0, for instance 60 for a minute a second.`,
    );
  }
  const start = Date.now();
  return {
    now: () => Math.round(start + (Date.now() - start) * speed),
    wall: () => Date.now(),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        checkDuration(ms, "ms");
        let timer: ReturnType<typeof setTimeout>;
        const abort = (): void => {
          clearTimeout(timer);
          reject(signal?.reason);
        };
        const wait = (rest: number): void => {
          timer = setTimeout(
            () => {
              if (rest > LONGEST_TIMER) {
                wait(rest - LONGEST_TIMER);
                return;
              }
              signal?.removeEventListener("abort", abort);
              resolve();
            },
            Math.min(rest, LONGEST_TIMER),
          );
        };
        wait(ms / speed);
        signal?.addEventListener("abort", abort, { once: true });
      });
    },
  };
}
