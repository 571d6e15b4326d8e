/** What `sign` adds to a bundle for a browser, minified and gzipped, beside its hashes alone, in one run. */

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const resolveDir = fileURLToPath(new URL(".", import.meta.url));

async function size(contents: string): Promise<{ min: number; gz: number }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    write: false,
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { min: bytes.length, gz: gzipSync(bytes, { level: 9 }).length };
}

const bundles = {
  "its hashes alone": 'export { hmacSha256 } from "../src/hmac.ts"; export { hex } from "../src/hex.ts";',
  sign: 'export { sign } from "@hss-kit/signer";',
  "sign and verify": 'export { sign, verify } from "@hss-kit/signer";',
  everything: 'export * from "@hss-kit/signer";',
};
for (const [name, contents] of Object.entries(bundles)) {
  const { min, gz } = await size(contents);
  console.log(
    `${name.padEnd(22)} ${String(min).padStart(6)} bytes min   ${String(gz).padStart(6)} bytes min+gz`,
  );
}
