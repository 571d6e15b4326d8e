import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language, Words } from "./languages.ts";

/** A page, and the script that all pages share. */
export interface Rendered {
  readonly html: string;
  readonly script: string;
}

/**
 * Runs `redocly build-docs` on a document and waits for its end.
 *
 * @throws {Error} with Redocly's own words where it cannot build.
 */
export async function buildDocs(
  document: string,
  output: string,
  options: Record<string, string>,
  title: string,
) {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const args = [
    join(dirname(manifest), "bin/cli.js"),
    "build-docs",
    document,
    `--output=${output}`,
    `--title=${title}`,
    `--config=${join(import.meta.dirname, "redocly.yaml")}`,
    `--template=${join(import.meta.dirname, "template.hbs")}`,
    // The bundle that belongs to this version of the command line; without it the page would link to a CDN.
    "--inlineBundle",
    ...Object.entries(options).map(([key, value]) => `--templateOptions.${key}=${value}`),
  ];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const status = await new Promise((settle, fail) => {
    child.on("error", fail);
    child.on("close", settle);
  });
  if (status !== 0) throw new Error(`redocly build-docs ${document} failed:\n${printed}`);
}

const OPENING = '<script type="module">';
const DEFINITION = "const __redoc_definition = ";
/** Redoc's logo, beside "API docs by" at the foot of its menu, in two sizes. */
const LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;

/**
 * Takes the Redoc script out of a page, so that the pages share it as a file, and the one picture that it loads from
 * elsewhere.
 *
 * @throws {Error} where the page does not look as expected, which a new version of Redocly may bring.
 */
export function splitScript(page: string): Rendered {
  const start = page.indexOf(OPENING) + OPENING.length;
  const end = page.indexOf(DEFINITION, start);
  if (start < OPENING.length || end === -1) {
    throw new Error(
      `redocly build-docs no longer writes ${OPENING} … ${DEFINITION}; src/redoc.ts must follow.`,
    );
  }
  const script = page.slice(start, end);
  if (!LOGO.test(script) || !/export\s*\{[^}]*\bhydrate\b/.test(script)) {
    throw new Error("Redoc's script no longer exports hydrate or loads its logo; src/redoc.ts must follow.");
  }
  return {
    html: `${page.slice(0, start)}\nimport { hydrate } from "../assets/redoc.js";\n${page.slice(end)}`,
    script: script.replace(LOGO, "../assets/redoc.svg"),
  };
}

/**
 * What a page may load: its own origin and what is written in it. Redoc writes styles and starts its search in a worker made
 * from a blob.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src blob:",
  "connect-src 'self' blob:",
].join("; ");

/** The values that `template.hbs` uses. */
export function templateOptions(
  [language, { tag, openapi, navigation }]: [Language, Words],
  [other, { tag: otherTag, name: otherName }]: [Language, Words],
): Record<string, string> {
  return { language, tag, openapi, navigation, other, otherTag, otherName, policy: POLICY };
}
