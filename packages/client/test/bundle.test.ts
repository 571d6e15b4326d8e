import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { bundleSize } from "../bench/bundle.ts";

/** Everything that ends up in a page that imports the entry; esbuild fails on a `node:` import for browsers. */
async function modulesOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: `export * from ${JSON.stringify(entry)}`, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
  });
  return Object.keys(metafile.inputs);
}

describe("the browser's bundle", () => {
  it("needs nothing of Node, and holds no validator unless it is asked for", async () => {
    const modules = await modulesOf("@hss-kit/client");
    expect(modules.join("\n")).toContain("openapi-fetch");
    expect(modules.filter((name) => /validators|descriptions|parameters\.gen/.test(name))).toEqual([]);
    for (const entry of ["@hss-kit/client/validation", "@hss-kit/client/operations"]) await modulesOf(entry);
    await expect(modulesOf("@hss-kit/client/node")).rejects.toThrow(/node:/);
  });

  it("loads what only a scan needs when there is a scan", async () => {
    const { start, whole } = await bundleSize("@hss-kit/client");
    expect(whole - start).toBeGreaterThan(3_000);
  });

  // openapi-fetch, the signer and the table of operations are nearly half of it.
  it("stays within its budget, everything that it depends on included", async () => {
    const { start, whole } = await bundleSize("@hss-kit/client");
    expect(start).toBeLessThanOrEqual(18_000);
    expect(whole).toBeLessThanOrEqual(22_300);
  });
});
