import { expect, expectTypeOf, test } from "vitest";
import {
  type Clock,
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type ManualClock,
  systemClock,
} from "../src/index.ts";
import { serve } from "../src/node.ts";

test("the type of the clock follows the options", () => {
  expectTypeOf(createEmulator()).toEqualTypeOf<Emulator<ManualClock>>();
  expectTypeOf(createEmulator({ seed: 2 })).toEqualTypeOf<Emulator<ManualClock>>();
  expectTypeOf(createEmulator({ clock: systemClock() })).toEqualTypeOf<Emulator<Clock>>();
  const options: EmulatorOptions = {};
  expectTypeOf(createEmulator(options)).toEqualTypeOf<Emulator<Clock>>();
  expect(createEmulator(options).clock.now()).toBe(createEmulator().clock.now());
});

test("what is no option does not compile", () => {
  // @ts-expect-error a key is an AK and an SK
  const withoutSecret: EmulatorOptions = { keys: [{ ak: "x" }] };
  // @ts-expect-error at least one key: credentials is the first
  const withoutKeys: EmulatorOptions = { keys: [] };
  // @ts-expect-error not a code that the service documents
  const withoutCode: EmulatorOptions = { images: [{ image_name: "x", fails: "no_such_code" }] };
  expect([withoutSecret, withoutKeys, withoutCode]).toHaveLength(3);
});

test("fetch stands in for the platform's", () => {
  expectTypeOf(createEmulator().fetch).toExtend<typeof globalThis.fetch>();
  expectTypeOf(serve).parameter(0).toExtend<{ fetch: typeof globalThis.fetch }>();
});
