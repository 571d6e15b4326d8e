import { expect, test } from "vitest";
import { header } from "../src/pages/frame.ts";
import { paragraph } from "../src/pages/markup.ts";
import { regionsOf, variableOf } from "../src/pages/regions.ts";
import { markSecrets } from "../src/secrets.ts";

test("a paragraph's Markdown becomes HTML, and what looks like HTML is text", () => {
  expect(paragraph('`<a>` & **not** "b", see [c](d.html#e)')).toBe(
    '<code>&lt;a&gt;</code> &amp; <b>not</b> &quot;b&quot;, see <a href="d.html#e">c</a>',
  );
});

test("the header leads to the same page in the other language", () => {
  expect(header("en", "errors")).toContain('id="language" href="../zh/errors.html"');
  expect(header("zh", "index")).toContain('id="language" href="../en/"');
});

test("a region is known by its endpoint, in Europe too", () => {
  const servers = [
    { url: "https://hss.cn-north-4.myhuaweicloud.com", description: "Beijing" },
    { url: "https://hss.eu-west-101.myhuaweicloud.eu" },
  ];
  expect(regionsOf({ servers, paths: {} })).toEqual([
    { id: "cn-north-4", name: "Beijing", endpoint: "https://hss.cn-north-4.myhuaweicloud.com" },
    { id: "eu-west-101", name: "", endpoint: "https://hss.eu-west-101.myhuaweicloud.eu" },
  ]);
  expect(variableOf("eu-west-101")).toBe("HUAWEICLOUD_SDK_REGION_HSS_EU_WEST_101");
});

test("a server that is no region fails the build, which names it", () => {
  expect(() => regionsOf({ servers: [{ url: "https://example.com" }], paths: {} })).toThrow(
    "server https://example.com names no region",
  );
});

test("what is marked as secret says so, what is marked as none does not", () => {
  const document = {
    parameters: [
      { "x-secret": true, description: "A password." },
      { "x-secret": true },
      { "x-secret": false, description: "How complex passwords are." },
    ],
  };
  markSecrets(document, { secret: "**Secret.**" });
  expect(document.parameters.map(({ description }) => description)).toEqual([
    "**Secret.** A password.",
    "**Secret.**",
    "How complex passwords are.",
  ]);
});
