import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Language } from "../rules/decorators/language.ts";
import { writeErrors } from "./errors.ts";
import { type ExactIntegers, exactIntegers, readSources, restore } from "./exact-integers.ts";
import { runRedocly } from "./run-redocly.ts";

declare global {
  interface JSON {
    /** ES2026, in Node since 22; TypeScript's libraries do not know it yet. */
    rawJSON(text: string): unknown;
  }
}

export const LANGUAGES: readonly Language[] = ["en", "zh"];

/** Name of a bundle's file in dist/. */
export type BundleName = `hss.${Language}.${"json" | "yaml"}`;

/**
 * Bundles the source in `folder` once for each language and writes each as JSON and as YAML to `output`.
 * @throws Error with Redocly's own words where the source cannot be bundled.
 */
export async function bundle(folder: string, output: string): Promise<void> {
  const exact = exactIntegers(await readSources(folder));
  const texts = await Promise.all(LANGUAGES.map((language) => texted(folder, language, exact)));
  // Only after both have been made: a failing build leaves the bundles of the last good one.
  await mkdir(output, { recursive: true });
  for (const [name, text] of texts.flat()) await writeFile(join(output, name), text);
}

async function texted(
  folder: string,
  language: Language,
  exact: ExactIntegers,
): Promise<[BundleName, string][]> {
  const document = restore(await redoclyBundle(folder, language), exact);
  return [
    [`hss.${language}.json`, `${JSON.stringify(document, literally, 2)}\n`],
    // No aliases: a text that occurs twice is written twice, as in JSON. No folding: one text, one way to write it.
    [`hss.${language}.yaml`, stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })],
  ];
}

/** Writes a bigint digit by digit; JSON.stringify alone refuses it. */
function literally(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? JSON.rawJSON(value.toString()) : value;
}

async function redoclyBundle(folder: string, language: Language): Promise<unknown> {
  const scratch = await mkdtemp(join(tmpdir(), "hss-bundle-"));
  try {
    const file = join(scratch, "bundle.json");
    const { status, stdout, stderr } = await runRedocly(folder, ["bundle", language, "--output", file]);
    if (status !== 0) throw new Error(`redocly bundle ${language} failed in ${folder}:\n${stdout}${stderr}`);
    return JSON.parse(await readFile(file, "utf8"));
  } finally {
    await rm(scratch, { recursive: true });
  }
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, "..");
  await Promise.all([bundle(folder, join(folder, "dist")), writeErrors(folder, join(folder, "dist"))]);
}
