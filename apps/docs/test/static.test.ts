import { readdir } from "node:fs/promises";
import errors from "@hss-kit/spec/errors.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { languageIds, languages } from "../src/languages.ts";
import { operationsOf } from "../src/operations.ts";
import { paragraph } from "../src/pages/markup.ts";
import { dist, operationIds, readBundle, readDist } from "./site.ts";

const ids = await operationIds();

test("the files are there, and nothing else", async () => {
  expect((await readdir(dist, { recursive: true })).sort()).toEqual(
    [
      "assets",
      ...["choice.js", "colour.js", "filter.js", "guide.css", "guide.js", "icon.svg", "labels.js"].map(asset),
      ...["language-switch.js", "page.css", "page.js", "redoc.js", "redoc.svg", "start.css", "start.js"].map(
        asset,
      ),
      "en",
      "en/errors.html",
      "en/hss.en.json",
      "en/index.html",
      "en/regions.html",
      "index.html",
      "zh",
      "zh/errors.html",
      "zh/hss.zh.json",
      "zh/index.html",
      "zh/regions.html",
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
    expect(ids.length).toBeGreaterThanOrEqual(84);
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

  test("links every known error code and every successor", async () => {
    const page = await readDist(`${language}/index.html`);
    const operations = operationsOf(await readBundle(language));
    for (const { operationId, "x-errors": known = [], "x-successor": successor } of operations) {
      // The description as it stands in the page's script; the links are at its beginning and its end.
      const from = page.indexOf(`"\`${operationId}\``);
      expect(from, operationId).toBeGreaterThan(0);
      const description = page.slice(from, page.indexOf('",', from));
      for (const code of known) expect(description).toContain(`[${code}](errors.html#${code})`);
      if (successor !== undefined) expect(description).toContain(`[${successor}](#operation/${successor})`);
    }
    expect(operations.filter((operation) => operation["x-successor"] !== undefined)).toHaveLength(5);
    expect(operations.filter((operation) => operation["x-errors"] !== undefined).length).toBeGreaterThan(70);
  });

  test("marks every secret", async () => {
    const page = await readDist(`${language}/index.html`);
    const secrets: string[] = [];
    walk(await readBundle(language), (node) => {
      if (node["x-secret"] === true) secrets.push(String(node.description));
    });
    expect(secrets.length).toBeGreaterThan(4);
    for (const text of secrets) expect(page).toContain(`"description":"${words.secret} ${text.slice(0, 20)}`);
  });

  test("explains every error code, with no Markdown left over", async () => {
    const page = await readDist(`${language}/errors.html`);
    expect(errors.length).toBeGreaterThan(40);
    for (const error of errors) {
      const row = page.slice(page.indexOf(`<tr role="row" id="${error.code}"`)).split("</tr>", 1)[0] ?? "";
      for (const status of error.statuses) expect(row).toContain(String(status));
      for (const text of Object.values(error[language])) expect(row).toContain(paragraph(text));
    }
    expect(page).not.toMatch(/`|\*\*|\]\(|undefined/);
  });

  test("names every region of the document, with its endpoint and its variable", async () => {
    const page = await readDist(`${language}/regions.html`);
    const { servers = [] } = await readBundle(language);
    expect(servers.length).toBeGreaterThan(30);
    for (const { url, description } of servers) {
      expect(page).toContain(`<code>${url}</code>`);
      expect(page).toContain(`>${description}</td>`);
    }
    expect(page.match(/<code>HUAWEICLOUD_SDK_REGION_HSS_[A-Z0-9_]+<\/code>/g)).toHaveLength(servers.length);
    expect(page).toContain("<code>HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4</code>");
    expect(page).not.toMatch(/`|\*\*|\]\(|undefined/);
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
