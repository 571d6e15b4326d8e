import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import type { Language } from "../rules/decorators/language.ts";
import { type ExactIntegers, exactIntegers, readSources, restore } from "./exact-integers.ts";

declare global {
  interface JSON {
    /** ES2026, in Node since 22; TypeScript's libraries do not know it yet. */
    rawJSON(text: string): unknown;
  }
}

const SOURCES = ["openapi.yaml", "paths", "components", "examples"];
export const LANGUAGES: readonly Language[] = ["en", "zh"];

/** Name of a bundle's file in dist/. */
export type BundleName = `hss.${Language}.${"json" | "yaml"}`;

/**
 * Bundles the source in `folder` once for each language and writes each as JSON and as YAML to `output`.
 * @throws Error with Redocly's own words where the source cannot be bundled.
 */
export async function bundle(folder: string, output: string): Promise<void> {
  const exact = exactIntegers(await readSources(folder, SOURCES));
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
    await redocly(folder, ["bundle", language, "--output", file]);
    return JSON.parse(await readFile(file, "utf8"));
  } finally {
    await rm(scratch, { recursive: true });
  }
}

/**
 * Runs the pinned Redocly in `folder`. Nothing is sent anywhere: no telemetry, no look for updates.
 * @throws Error with what it printed, where it fails.
 */
export async function redocly(
  folder: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string }> {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  try {
    return await promisify(execFile)(process.execPath, [join(dirname(manifest), "bin/cli.js"), ...args], {
      cwd: folder,
      env: {
        ...process.env,
        REDOCLY_TELEMETRY: "off",
        REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
        NO_COLOR: "1",
      },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`redocly ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, "..");
  await bundle(folder, join(folder, "dist"));
}
