import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** A world with the language and what every web-standard platform has, and without Node, timers, crypto or eval. */
async function bareWorld(code: string): Promise<unknown> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    platform: "browser",
    format: "iife",
    write: false,
  });
  expect(warnings).toEqual([]);
  const world = createContext(
    { URL, TextEncoder, TextDecoder, Uint8Array, result: undefined },
    {
      codeGeneration: { strings: false, wasm: false },
    },
  );
  new Script(outputFiles[0]?.text ?? "").runInContext(world);
  return world.result;
}

it("the built package signs and verifies where there is no Node, no WebCrypto and no eval", async () => {
  const result = await bareWorld(`
    import { sign, verify } from "../dist/index.js";
    const request = { method: "POST", url: "https://h/a b?c=镜像", headers: { region: "r" }, body: '{"a":"镜像"}' };
    const key = { ak: "AccessKey", sk: "SecretKey", securityToken: "t" };
    const now = new Date("2019-11-15T03:36:55Z");
    globalThis.result = [undefined, { region: "r", service: "s" }].map((scope) => {
      const headers = { ...request.headers, ...sign(request, key, { date: now, scope }) };
      return verify({ ...request, headers }, () => key, { now }).ok;
    });
  `);
  expect(result).toEqual([true, true]);
});

async function bundled(contents: string): Promise<string | undefined> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text;
}

it("importing the built package does nothing: unused, it leaves no byte in a bundle", async () => {
  expect(await bundled('import "@hss-kit/signer";')).toBe("");
});

it("what does not hash brings no part of the hash into a bundle, although all is one file", async () => {
  const hash = /Array|DataView|TextEncoder/;
  expect(await bundled('export { sign } from "@hss-kit/signer";')).toMatch(hash);
  expect(await bundled('export { encode } from "@hss-kit/signer";')).not.toMatch(hash);
});
