import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Language, languages } from "./languages.ts";
import { counterpart, header, otherLanguage } from "./pages/frame.ts";

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

/** What is changed in Redoc's script, for which it has no setting. */
const CHANGES: readonly [was: RegExp, becomes: string, why: string][] = [
  [
    /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g,
    "../assets/redoc.svg",
    "its logo, at the foot of the menu, comes from another host",
  ],
  [
    /tokenize:`forward`(?=,context:\{depth:2)/g,
    "tokenize:`full`",
    "its index has the beginnings of words only, and Chinese text has no spaces between words",
  ],
  [
    /(?<==\/)(?=\[\\p\{L\}\\p\{N\}_-\]\/u;)/g,
    "(?!\\p{Script=Han})",
    "its search wants words of two letters to begin a word, and most Chinese words have two",
  ],
  [
    /(?<==)`0px 0px 200px 0px`/g,
    "`-53px 0px 200px 0px`",
    "it draws the section behind the header too, above the one that was opened, which thereby jumps down and back",
  ],
];

/**
 * Takes the Redoc script out of a page, so that the pages share it as a file.
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
  const script = CHANGES.reduce(
    (text, [was, becomes, why]) => {
      const changed = text.replace(was, becomes);
      if (changed === text)
        throw new Error(`Redoc's script has no ${was} (${why}); src/redoc.ts must follow.`);
      return changed;
    },
    page.slice(start, end),
  );
  return {
    html: `${page.slice(0, start)}\nimport { hydrate } from "../assets/redoc.js";\n${page.slice(end)}`,
    script,
  };
}

/** What a page may load: its own origin, and what is written in it. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
].join("; ");

/** The values that `template.hbs` uses. */
export function templateOptions(language: Language): Record<string, string> {
  const other = otherLanguage(language);
  return {
    tag: languages[language].tag,
    other: counterpart(language, "index"),
    otherTag: languages[other].tag,
    header: header(language, "index"),
    policy: POLICY,
  };
}
