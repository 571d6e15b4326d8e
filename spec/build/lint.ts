import { join } from "node:path";
import { runRedocly } from "./run-redocly.ts";

/** The source, and what was made of it: a mistake of a decorator shows only in the bundles. Names of redocly.yaml. */
export const LINTED = ["en", "hss.en.json", "hss.en.yaml", "hss.zh.json", "hss.zh.yaml"];

if (import.meta.main) {
  const { status, stdout, stderr } = await runRedocly(join(import.meta.dirname, ".."), ["lint", ...LINTED]);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = status;
}
