import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HssRequestError, scanScope, scanScopeNames } from "../src/index.ts";
import { scanScopes } from "../src/operations.ts";

const names = Object.keys(scanScopes) as (keyof typeof scanScopes)[];

describe("scan scopes", () => {
  it("combine by OR", () => {
    expect(scanScope("vulnerabilities", "malware")).toBe(0xf0f00);
    expect(scanScope("compliance")).toBe(0xf);
    expect(scanScope()).toBe(0);
    expect(scanScope("all")).toBe(0x7fffffff);
    expect(scanScope(...names)).toBe(0x7fffffff);
  });

  it("come back as names, whichever the combination and the order", () => {
    fc.assert(
      fc.property(fc.subarray(names), (chosen) => {
        expect(scanScopeNames(scanScope(...chosen.toReversed()))).toEqual(
          names.filter((name) => chosen.includes(name)),
        );
      }),
    );
  });

  it("are all where all five kinds are set, however it is written", () => {
    expect(scanScopeNames(0xfffff)).toEqual(names);
    expect(scanScopeNames(0x7fffffff)).toEqual(names);
    expect(scanScopeNames(0x7ff00000)).toEqual([]);
  });

  it("are refused with the nearest name", () => {
    expect(() => scanScope("malwear" as "malware")).toThrow(HssRequestError);
    expect(() => scanScope("malwear" as "malware")).toThrow(
      /"malwear", which is not a scan scope; did you mean "malware"/,
    );
    expect(() => scanScope("toString" as "malware")).toThrow(/not a scan scope/);
  });
});
