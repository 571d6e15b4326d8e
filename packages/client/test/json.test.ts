import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson, stringifyJson } from "../src/exact-json.ts";
import * as entry from "../src/json.ts";

const INT64_MAX = 9223372036854775807n;

/** The number where it is exact, else the bigint: what the contract calls Int64. */
function int64(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const anyInt64 = fc.bigInt({ min: -INT64_MAX - 1n, max: INT64_MAX }).map(int64);
const nearTheEdge = fc
  .tuple(fc.constantFrom(1n, -1n), fc.bigInt({ min: -3n, max: 3n }))
  .map(([sign, step]) => int64(sign * 2n ** 53n + step));

const leaf = fc.oneof(
  anyInt64,
  nearTheEdge,
  fc.string(),
  fc.constantFrom(
    "9223372036854775807",
    '"9223372036854775807"',
    '\\"12345678901234567',
    "a: 12345678901234567,",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("tree"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));

describe.each([
  ["where JSON.parse tells the source", true],
  ["where it does not", false],
])("exact JSON %s", (_name, tellsSource) => {
  it("gives back what was written, for any tree with 64-bit integers in it", () => {
    fc.assert(
      fc.property(tree, (value) => {
        // A double above 2^53 is written as an integer, and read back as one: the same number, of the exact type.
        const text = stringifyJson(value) ?? "";
        expect(parseJson(text, tellsSource)).toEqual(exactly(value));
      }),
    );
  });

  it("reads the largest and the smallest int64 and leaves numbers that are exact", () => {
    const text =
      '{"a":9223372036854775807,"b":[-9223372036854775808],"c":9007199254740991,"d":9007199254740993}';
    expect(parseJson(text, tellsSource)).toEqual({
      a: INT64_MAX,
      b: [-INT64_MAX - 1n],
      c: 9007199254740991,
      d: 9007199254740993n,
    });
  });

  it("does not touch digits in strings, keys, fractions and exponents", () => {
    const text =
      '{"12345678901234567":"12345678901234567","b":"\\"12345678901234567","c":0.12345678901234567,"d":1e300}';
    expect(parseJson(text, tellsSource)).toEqual(JSON.parse(text));
  });

  it("refuses what is not JSON, also behind long digits", () => {
    for (const text of [
      '{"a":12345678901234567',
      "12345678901234567x",
      "[012345678901234567]",
      '"12345678901234567',
    ]) {
      expect(() => parseJson(text, tellsSource)).toThrow(SyntaxError);
    }
  });
});

describe("writing", () => {
  it("writes a bigint digit for digit, and nothing else differently from JSON", () => {
    expect(stringifyJson({ id: INT64_MAX, name: "x", gone: undefined })).toBe(
      '{"id":9223372036854775807,"name":"x"}',
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(stringifyJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });
});

/** The tree as exact JSON gives it back: integers beyond 2^53 of any origin are bigints, -0 is 0. */
function exactly(value: unknown): unknown {
  if (typeof value === "number") {
    const text = JSON.stringify(value);
    return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(text)
      ? BigInt(text)
      : value;
  }
  if (Array.isArray(value)) return value.map(exactly);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, exactly(item)]));
}

describe("the entry", () => {
  it("writes with indentation, 64-bit integers digit for digit, and reads them back", () => {
    const page = { id: 9_223_372_036_854_775_807n, none: undefined, list: [1] };
    const text = entry.stringifyJson(page, 2);
    expect(text).toBe('{\n  "id": 9223372036854775807,\n  "list": [\n    1\n  ]\n}');
    expect(entry.parseJson(text ?? "")).toEqual({ id: 9_223_372_036_854_775_807n, list: [1] });
  });
});
