import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { operations } from "../src/operations.ts";
import { clientOf, json, SECRETS } from "./support/client.ts";

const { hss } = clientOf(() => json({}));
const loose = hss as unknown as Record<string, () => unknown>;

describe("a client", () => {
  it("has every operation of the contract, and nothing else but its own four names", () => {
    expect(Object.keys(hss).sort()).toEqual([...Object.keys(operations), "raw", "scan", "resumeScan"].sort());
  });

  it("names the nearest operation when a misspelt one is called", () => {
    expect(() => loose.lisImageScanTask?.()).toThrow(
      new TypeError('hss.lisImageScanTask is not an operation; did you mean "listImageScanTask"?'),
    );
    expect(() => loose.ListRegistryImages?.()).toThrow(/did you mean "listRegistryImages"/);
    expect(() => loose.scann?.()).toThrow(/did you mean "scan"/);
  });

  it("has nothing where nothing is near, like any object", async () => {
    for (const name of ["then", "toJSON", "nodeType", "asymmetricMatch", "somethingElse"]) {
      expect(loose[name]).toBeUndefined();
    }
    expect(await hss).toBe(hss);
    expect(String(hss)).toBe("[object Object]");
    expect(hss).toEqual(hss);
  });

  it("shows no secret, however it is looked at", () => {
    const views = [
      inspect(hss, { depth: 10, showHidden: true, showProxy: true, getters: true }),
      JSON.stringify(hss),
      String(Object.entries(hss)),
    ];
    for (const view of views) {
      for (const secret of Object.values(SECRETS)) expect(view).not.toContain(secret);
    }
  });
});
