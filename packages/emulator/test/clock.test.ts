import { describe, expect, test } from "vitest";
import { MANUAL_CLOCK_START, manualClock, systemClock } from "../src/clock.ts";

describe("manual clock", () => {
  test("stands still, and starts where it is told", () => {
    expect(manualClock().now()).toBe(MANUAL_CLOCK_START);
    expect(manualClock(new Date(5)).now()).toBe(5);
  });

  test("sleeping moves the time by as much, without waiting", async () => {
    const clock = manualClock(0);
    const before = performance.now();
    await clock.sleep(3_600_000);
    expect(clock.now()).toBe(3_600_000);
    expect(performance.now() - before).toBeLessThan(3_600_000 / 2);
  });

  test("several sleepers wake in the order of their times, and time does not add up", async () => {
    const clock = manualClock(0);
    const woken: [string, number][] = [];
    const note = (name: string) => () => woken.push([name, clock.now()]);
    await Promise.all([
      clock.sleep(30).then(note("late")),
      clock.sleep(10).then(note("early")),
      clock.sleep(20).then(note("middle")),
    ]);
    expect(woken).toEqual([
      ["early", 10],
      ["middle", 20],
      ["late", 30],
    ]);
  });

  test("advancing wakes the sleepers whose time has come", async () => {
    const clock = manualClock(0);
    const sleeping = clock.sleep(50);
    clock.advance(60);
    await sleeping;
    expect(clock.now()).toBe(60);
  });

  test("an aborted sleep rejects with the reason and leaves the time alone", async () => {
    const clock = manualClock(0);
    const abort = new AbortController();
    const reason = new Error("enough");
    const sleeping = clock.sleep(50, abort.signal);
    abort.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(clock.sleep(1, abort.signal)).rejects.toBe(reason);
    expect(clock.now()).toBe(0);
    await clock.sleep(7);
    expect(clock.now()).toBe(7);
  });

  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("%s is no duration", async (ms) => {
    await expect(manualClock().sleep(ms)).rejects.toThrow(RangeError);
    expect(() => manualClock().advance(ms)).toThrow(`ms is ${ms}`);
    expect(() => manualClock(ms)).toThrow(`start is ${ms}`);
  });
});

describe("system clock", () => {
  test("runs as many times as fast as it is told", async () => {
    const clock = systemClock({ speed: 1000 });
    const [emulated, real] = [clock.now(), Date.now()];
    await clock.sleep(20_000);
    // At least 20 ms of real time are 20 s here; how much more depends on the machine.
    expect(clock.now() - emulated).toBeGreaterThanOrEqual(19_000);
    expect(Date.now() - real).toBeLessThan(20_000);
  });

  test("an aborted sleep rejects with the reason", async () => {
    const abort = new AbortController();
    const sleeping = systemClock().sleep(60_000, abort.signal);
    abort.abort("stop");
    await expect(sleeping).rejects.toBe("stop");
    await expect(systemClock().sleep(1, abort.signal)).rejects.toBe("stop");
  });

  test("a sleep longer than a timer can be does not end at once", async () => {
    const abort = new AbortController();
    let woken = false;
    const sleeping = systemClock()
      .sleep(2 ** 31 + 1000, abort.signal)
      .then(() => {
        woken = true;
      });
    await systemClock().sleep(20);
    expect(woken).toBe(false);
    abort.abort("enough");
    await expect(sleeping).rejects.toBe("enough");
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%s is no speed", (speed) => {
    expect(() => systemClock({ speed })).toThrow(`speed is ${speed}`);
  });
});
