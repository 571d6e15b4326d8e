import { expect, test } from "vitest";
import { buildDocs, splitScript } from "../src/redoc.ts";
import { readDist } from "./site.ts";

const page = (script: string): string =>
  `<script type="module">${script} const __redoc_definition = {}; hydrate();</script>`;
const SCRIPT =
  "a=`https://cdn.redoc.ly/redoc/logo-mini.svg`;b={tokenize:`forward`,context:{depth:2}};c=/[\\p{L}\\p{N}_-]/u;d=`0px 0px 200px 0px`;";

test("the script moves from the page to a file, without the picture from another host", () => {
  const { html, script } = splitScript(page(SCRIPT));
  expect(html).toContain('import { hydrate } from "../assets/redoc.js";');
  expect(html).not.toContain("tokenize");
  expect(script).toContain("a=`../assets/redoc.svg`;b={tokenize:`full`,context:{depth:2}}");
  expect(script).toContain("d=`-53px 0px 200px 0px`");
  expect(script).toContain("c=/(?!\\p{Script=Han})[\\p{L}\\p{N}_-]/u");
});

test.for(["https://cdn.redoc.ly/redoc/logo-mini.svg", "tokenize", "{N}", "200px"])(
  "a new Redoc without %s fails the build, which names the file to mend",
  (part) => {
    expect(() => splitScript(page(SCRIPT.replace(part, "")))).toThrow("src/redoc.ts must follow");
  },
);

test("a page without a script fails the build", () => {
  expect(() => splitScript("<html></html>")).toThrow("src/redoc.ts must follow");
});

test("Redocly's own words are shown when it cannot build", async () => {
  await expect(buildDocs("/no/such/file.json", "/no/such/page.html", {}, "title")).rejects.toThrow(
    /redocly build-docs \/no\/such\/file.json failed:\n[\s\S]*no\/such\/file/,
  );
});

test("the built script still is a module that exports hydrate", async () => {
  expect(await readDist("assets/redoc.js")).toMatch(/export\s*\{[^}]*\bhydrate\b[^}]*\}/);
});
