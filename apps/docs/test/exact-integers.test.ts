import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMarked, unmark } from "../src/exact-integers.ts";

test("every integer reaches the page digit by digit", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }), (integer) => {
      const script = unmark(JSON.stringify(parseMarked(`{"a":[${integer}]}`)));
      const exact = integer >= -(2n ** 53n) + 1n && integer <= 2n ** 53n - 1n;
      expect(script).toBe(`{"a":[${integer}${exact ? "" : "n"}]}`);
    }),
  );
});

test("other values stay as they are, numbers in other notations included", () => {
  const value = fc
    .jsonValue()
    .filter((candidate) => !/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/.test(JSON.stringify(candidate)));
  fc.assert(
    fc.property(value, (candidate) => {
      expect(parseMarked(JSON.stringify(candidate))).toEqual(JSON.parse(JSON.stringify(candidate)));
    }),
  );
  expect(parseMarked('[1e300, 1.5, "9223372036854775807"]')).toEqual([1e300, 1.5, "9223372036854775807"]);
});
