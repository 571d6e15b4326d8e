import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePoints } from "../src/runtime/code-points.ts";
import { nearest } from "../src/runtime/nearest.ts";

describe("codePoints", () => {
  it("counts as iterating a string does, lone surrogates included", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom("\ud83d", "\ude00", "a", "好")).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(codePoints(value)).toBe([...value].length);
      }),
    );
  });
});

describe("nearest", () => {
  const names = ["image_info", "query_info", "scan_scope", "rate_limit", "is_all"];

  it.each([
    ["image_infos", "image_info"],
    ["Scan_Scope", "scan_scope"],
    ["ratelimit", "rate_limit"],
    ["isall", "is_all"],
  ])("takes %s for %s", (name, meant) => expect(nearest(name, names)).toBe(meant));

  it("suggests nothing for another word", () => expect(nearest("zebra", names)).toBeUndefined());

  it("finds every name under one slip of the pen", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), (name, at) => {
        const index = at % name.length;
        expect(nearest(name.slice(0, index) + name.slice(index + 1), names)).toBe(name);
      }),
    );
  });
});
