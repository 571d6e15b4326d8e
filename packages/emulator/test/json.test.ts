import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseByMarking, parseJson, stringifyByMarking, stringifyJson } from "../src/json.ts";

const parsers = { parseJson, parseByMarking };
const writers = { stringifyJson, stringifyByMarking };

/** JSON values with integers of any size; -0 is left out, since JSON.stringify itself loses its sign. */
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("#int64", "#int64123", "12345678901234567890", '"1234567890123456789"', "\\u0023int64"),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0) && !bigWhole(n)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => (fits(n) ? Number(n) : n)),
  ),
  node: fc.oneof(
    { depthSize: "small" },
    tie("leaf"),
    fc.array(tie("node")),
    fc.dictionary(
      fc.string({ unit: "binary" }).filter((key) => key !== "__proto__"),
      tie("node"),
    ),
  ),
})).node;

function fits(n: bigint): boolean {
  return Number.isSafeInteger(Number(n));
}

/** Written as an integer, it would rightly come back as a bigint. */
function bigWhole(n: number): boolean {
  return Number.isInteger(n) && !Number.isSafeInteger(n);
}

describe.each(Object.entries(parsers))("%s", (_, parse) => {
  test.each(Object.entries(writers))("reads what %s writes", (_name, write) => {
    fc.assert(
      fc.property(value, (given) => {
        // Through the plain parser and back, only to have prototypes as JSON makes them.
        expect(parse(write(given))).toStrictEqual(structuredClone(given));
      }),
      { numRuns: 500 },
    );
  });

  test("keeps every digit of a long integer, and leaves texts and fractions alone", () => {
    const text =
      '{"id":9223372036854775807,"min":-9223372036854775808,"s":"9223372036854775807","f":1.5e300}';
    expect(parse(text)).toEqual({
      id: 9_223_372_036_854_775_807n,
      min: -9_223_372_036_854_775_808n,
      s: "9223372036854775807",
      f: 1.5e300,
    });
    expect(parse("[9007199254740991,9007199254740992]")).toEqual([9007199254740991, 9007199254740992n]);
  });

  test.each(["", "{", "01234567890123456789", "[12345678901234567890,]", "'1'", "NaN"])(
    "refuses %j",
    (text) => {
      expect(() => parse(text)).toThrow(SyntaxError);
    },
  );
});
