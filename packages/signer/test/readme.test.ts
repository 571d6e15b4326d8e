import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { verify } from "../src/index.ts";

const folder = new URL("../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const blocks = (name: string): string[] =>
  [...read(name).matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? "");

/** Runs an example against the built package; `fetch` and `console` are what the example sees under these names. */
async function run(
  code: string,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Promise<unknown[]> {
  const [imports, ...rest] = code.split("\n");
  const { outputFiles } = await build({
    stdin: {
      contents: `${imports}\nexport async function example(fetch, console) {\n${rest.join("\n")}\n}`,
      resolveDir: fileURLToPath(folder),
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  const source = Buffer.from(outputFiles[0]?.text ?? "").toString("base64");
  const { example } = await import(/* @vite-ignore */ `data:text/javascript;base64,${source}`);
  const printed: unknown[] = [];
  await example(fetch, { log: (value: unknown) => printed.push(value) });
  return printed;
}

const never = (): Promise<Response> => Promise.reject(new Error("this example sends nothing"));

describe.each(["README.md", "README.zh.md"])("the examples of %s", (name) => {
  const [signing = "", verifying = "", stages = ""] = blocks(name);

  it("sign a request that verifies", async () => {
    const printed = await run(signing, async (url, init) => {
      const headers = init.headers as Headers;
      expect(verify({ method: "GET", url, headers }, () => ({ sk: "my-sk" })).ok).toBe(true);
      return new Response(null, { status: 204 });
    });
    expect(printed).toEqual([204]);
  });

  it("verify, and tell the stage", async () => {
    expect(await run(verifying, never)).toEqual([true, "signature"]);
  });

  it("show the stages", async () => {
    const [canonical, toSign] = await run(stages, never);
    expect(canonical).toMatch(/^GET\n\/a\/\nb=c\nhost:example.com\nregion:cn-north-4\n\nhost;region\n/);
    expect(toSign).toMatch(/^SDK-HMAC-SHA256\n\d{8}T\d{6}Z\n[0-9a-f]{64}$/);
  });

  it("name every stage in a table", () => {
    const stagesOfTable = [...read(name).matchAll(/^\| `(\w+)` *\|/gm)].map(([, stage]) => stage);
    expect(stagesOfTable).toEqual([
      "stage",
      "authorization",
      "accessKey",
      "date",
      "headers",
      "securityToken",
      "payload",
      "canonicalRequest",
      "signature",
    ]);
  });
});

it("both languages show the same code", () => {
  expect(blocks("README.zh.md")).toEqual(blocks("README.md"));
});
