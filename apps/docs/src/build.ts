import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import errors from "@hss-kit/spec/errors.json" with { type: "json" };
import { parseMarked, unmark } from "./exact-integers.ts";
import { type Language, languageIds, languages } from "./languages.ts";
import { linkOperations, type OpenApi } from "./operations.ts";
import { errorsPage } from "./pages/errors.ts";
import { regionsPage } from "./pages/regions.ts";
import { buildDocs, splitScript, templateOptions } from "./redoc.ts";
import { markSecrets } from "./secrets.ts";
import { addValueTables } from "./value-tables.ts";

/**
 * Builds the pages of both languages from the two bundles into a folder, which is replaced.
 *
 *     index.html  en/index.html  en/errors.html  en/regions.html  en/hss.en.json  zh/…  assets/
 *
 * The scripts of `src/browser` are not among them: `tsc` compiles those into `assets/`.
 *
 * @throws {Error} where a bundle is missing or Redocly fails; the folder is then as before.
 */
export async function build(output: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "hss-kit-docs-"));
  try {
    const site = join(scratch, "site");
    const assets = join(site, "assets");
    await mkdir(assets, { recursive: true });
    const scripts = await Promise.all(languageIds.map((language) => pages(language, site, scratch)));
    const [script = "", ...others] = scripts;
    if (others.some((other) => other !== script)) throw new Error("The pages' Redoc scripts differ.");
    await writeFile(join(assets, "redoc.js"), script);
    await cp(join(import.meta.dirname, "static"), assets, { recursive: true });
    await rename(join(assets, "index.html"), join(site, "index.html"));
    await rm(output, { recursive: true, force: true });
    await cp(site, output, { recursive: true });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Writes one language's folder and returns the script that its reference shares. */
async function pages(language: Language, site: string, scratch: string): Promise<string> {
  const words = languages[language];
  const bundle = createRequire(import.meta.url).resolve(`@hss-kit/spec/hss.${language}.json`);
  const document = parseMarked(await readFile(bundle, "utf8")) as OpenApi;
  const folder = join(site, language);
  await mkdir(folder);
  await writeFile(join(folder, "errors.html"), errorsPage(language, errors, document));
  await writeFile(join(folder, "regions.html"), regionsPage(language, document));
  await copyFile(bundle, join(folder, `hss.${language}.json`));

  addValueTables(document, words);
  markSecrets(document, words);
  linkOperations(document, words, errors);
  const input = join(scratch, `${language}.json`);
  const html = join(scratch, `${language}.html`);
  await writeFile(input, JSON.stringify(document));
  await buildDocs(input, html, templateOptions(language), words.title);
  const rendered = splitScript(await readFile(html, "utf8"));
  await writeFile(join(folder, "index.html"), unmark(rendered.html));
  return rendered.script;
}

if (import.meta.main) {
  const output = join(import.meta.dirname, "..", "dist");
  await build(output);
  console.log(`Built ${join(output, "index.html")}`);
}
