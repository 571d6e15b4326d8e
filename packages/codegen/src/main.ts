#!/usr/bin/env node
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readBundles } from "./document.ts";
import { staleFiles, writeFolder } from "./folder.ts";
import { generate } from "./generate.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    check: { type: "boolean", default: false },
    bundles: { type: "string" },
  },
});
if (values.out === undefined) {
  console.error("usage: hss-codegen --out FOLDER [--check] [--bundles FOLDER]");
  process.exit(1);
}
const bundles = values.bundles ?? dirname(fileURLToPath(import.meta.resolve("@hss-kit/spec/hss.en.json")));
const files = await generate(await readBundles(bundles));
if (values.check) {
  const stale = await staleFiles(values.out, files);
  if (stale.length > 0) {
    console.error(
      `The generated code is not what the document gives:\n  ${stale.join("\n  ")}\nRun \`pnpm generate\` and commit the result.`,
    );
    process.exit(1);
  }
} else {
  await writeFolder(values.out, files);
}
