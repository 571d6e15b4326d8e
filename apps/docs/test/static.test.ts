import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { languageIds, languages } from "../src/languages.ts";
import { dist, operationIds, readBundle, readDist } from "./site.ts";

const ids = await operationIds();

test("the files are there, and nothing else", async () => {
  expect((await readdir(dist, { recursive: true })).sort()).toEqual(
    [
      "assets",
      ...["choice.js", "icon.svg", "labels.js", "page.css", "page.js", "redoc.js", "redoc.svg"].map(asset),
      ...["start.css", "start.js"].map(asset),
      "en",
      "en/hss.en.json",
      "en/index.html",
      "index.html",
      "zh",
      "zh/hss.zh.json",
      "zh/index.html",
    ].sort(),
  );
});

const asset = (name: string): string => `assets/${name}`;

test("the start page links to both languages", async () => {
  const page = await readDist("index.html");
  for (const language of languageIds) expect(page).toContain(`href="${language}/"`);
});

describe.for(languageIds)("%s", (language) => {
  const words = languages[language];

  test("says its language and links to the other", async () => {
    const page = await readDist(`${language}/index.html`);
    const other = language === "en" ? "zh" : "en";
    expect(page).toContain(`<html lang="${words.tag}">`);
    expect(page).toMatch(new RegExp(`id="language" href="../${other}/"[^>]*>${languages[other].name}<`));
  });

  test("loads nothing from another host, and forbids it", async () => {
    const page = await readDist(`${language}/index.html`);
    expect(page).toMatch(/http-equiv="Content-Security-Policy" content="default-src &#x27;self&#x27;;/);
    const loaded = [...page.matchAll(/<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)="([^"]*)"/g)];
    expect(loaded.length).toBeGreaterThan(3);
    for (const [, url] of loaded) expect(url).toMatch(/^\.\.\//);
    expect([...page.matchAll(/\bfrom "([^"]*)"/g)].map(([, url]) => url)).toEqual(["../assets/redoc.js"]);
    expect(page).not.toContain("cdn.");
  });

  test("holds every operation by its name", async () => {
    const page = await readDist(`${language}/index.html`);
    expect(ids.length).toBeGreaterThanOrEqual(6);
    for (const id of ids) expect(page).toContain(`"operationId":"${id}"`);
  });

  test("shows the values of every open enumeration and the masks of every bit mask", async () => {
    const page = await readDist(`${language}/index.html`);
    const found = { open: 0, bitmask: 0 };
    walk(await readBundle(language), (node) => {
      const values = node["x-extensible-enum"] as string[] | undefined;
      if (values !== undefined) found.open++;
      for (const value of values ?? []) expect(page).toContain(`\`${value}\``);
      const masks = node["x-bitmask"] as Record<string, { mask: number }> | undefined;
      if (masks !== undefined) found.bitmask++;
      for (const { mask } of Object.values(masks ?? {})) expect(page).toContain(`\`0x${mask.toString(16)}\``);
    });
    expect(found.open).toBeGreaterThan(0);
    expect(found.bitmask).toBeGreaterThan(0);
    expect(page).toContain(words.table.open);
  });

  test("shows the largest int64 with all its digits", async () => {
    const page = await readDist(`${language}/index.html`);
    expect(page).toContain('"maximum":9223372036854775807n');
    expect(page).not.toMatch(/922337203685477\d{4,}[^7n]/);
    expect(page).not.toContain("hss-kit:integer");
  });
});

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  visit(node as Record<string, unknown>);
  for (const child of Object.values(node)) walk(child, visit);
}
