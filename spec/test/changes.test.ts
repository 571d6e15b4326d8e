import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Change } from "../build/changes/changes.ts";
import { compareDocuments } from "../build/changes/operations.ts";
import { changesAsMarkdown, changesSince, readBundle } from "../build/changes.ts";
import type { Node } from "../rules/redocly.ts";
import { at } from "./at.ts";
import { SPEC } from "./source.ts";

/** A document with one operation: `schema` is what it is sent and what it answers, through a component or not. */
function document(schema: object, where: "request" | "answer", more: object = {}): Node {
  const body = { content: { "application/json": { schema } } };
  return {
    servers: [{ url: "https://one" }],
    paths: {
      "/images": {
        post: {
          operationId: "findImages",
          ...(where === "request" ? { requestBody: body } : {}),
          responses: { "200": where === "answer" ? body : {} },
          ...more,
        },
      },
    },
  };
}

const brief = (changes: readonly Change[]) =>
  changes.map(({ breaking, where, text }) => `${breaking ? "breaking" : "other"} ${where}: ${text}`);

const object = (properties: object, required?: string[]) => ({
  type: "object",
  properties,
  ...(required === undefined ? {} : { required }),
});

/** Each pair is wider in `wide`: what breaks a request on the way there breaks an answer on the way back. */
const WIDER: { what: string; narrow: object; wide: object; narrowed: RegExp }[] = [
  { what: "maximum", narrow: { maximum: 5 }, wide: { maximum: 6 }, narrowed: /^maximum is 5, was 6$/ },
  { what: "minimum", narrow: { minimum: 2 }, wide: { minimum: 1 }, narrowed: /^minimum is 2, was 1$/ },
  { what: "a new limit", narrow: { maxLength: 9 }, wide: {}, narrowed: /^maxLength added: 9$/ },
  {
    what: "a limit of int64",
    narrow: { maximum: 9223372036854775806n },
    wide: { maximum: 9223372036854775807n },
    narrowed: /9223372036854775806, was 9223372036854775807/,
  },
  { what: "values", narrow: { enum: ["a"] }, wide: { enum: ["a", "b"] }, narrowed: /^values removed: b$/ },
  {
    what: "a new list",
    narrow: { enum: ["a"] },
    wide: {},
    narrowed: /^only these values are valid now: a$/,
  },
  {
    what: "type",
    narrow: { type: "string" },
    wide: { type: ["string", "null"] },
    narrowed: /^type is "string", was/,
  },
  {
    what: "integer and number",
    narrow: { type: "integer" },
    wide: { type: "number" },
    narrowed: /^type is "integer"/,
  },
  {
    what: "format",
    narrow: { format: "int32" },
    wide: { format: "int64" },
    narrowed: /^format is "int32", was "int64"/,
  },
  {
    what: "required",
    narrow: object({ a: {} }, ["a"]),
    wide: object({ a: {} }),
    narrowed: /^a is required now$/,
  },
  {
    what: "further properties",
    narrow: { additionalProperties: false },
    wide: {},
    narrowed: /^further properties are restricted/,
  },
  {
    what: "items",
    narrow: { items: { maximum: 5 } },
    wide: { items: { maximum: 6 } },
    narrowed: /^maximum is 5/,
  },
  {
    what: "untyped items",
    narrow: { items: { type: "string" } },
    wide: {},
    narrowed: /^the items have a schema now/,
  },
  {
    what: "a property",
    narrow: object({ a: { maximum: 5 } }),
    wide: object({ a: { maximum: 6 } }),
    narrowed: /^maximum is 5/,
  },
  {
    what: "anyOf",
    narrow: { anyOf: [{ const: 1 }] },
    wide: { anyOf: [{ const: 1 }, { const: 2 }] },
    narrowed: /^anyOf has fewer/,
  },
  {
    what: "allOf",
    narrow: { allOf: [{ minimum: 1 }, { maximum: 2 }] },
    wide: { allOf: [{ minimum: 1 }] },
    narrowed: /^allOf has more/,
  },
];

describe("what narrows a request breaks it, what widens an answer breaks it", () => {
  test.each(WIDER)("$what", ({ narrow, wide, narrowed }) => {
    for (const where of ["request", "answer"] as const) {
      const toNarrow = compareDocuments(document(wide, where), document(narrow, where));
      expect(toNarrow.map(({ text }) => text)).toEqual([expect.stringMatching(narrowed)]);
      expect(toNarrow[0]?.breaking).toBe(where === "request");
      const toWide = compareDocuments(document(narrow, where), document(wide, where));
      expect(toWide).toHaveLength(1);
      expect(toWide[0]?.breaking).toBe(where === "answer");
    }
  });

  test("a document is the same as itself", () => {
    for (const { narrow } of WIDER) {
      expect(compareDocuments(document(narrow, "answer"), document(narrow, "answer"))).toEqual([]);
    }
  });
});

describe("properties", () => {
  test("a field that is gone breaks whoever sends and whoever reads it", () => {
    for (const where of ["request", "answer"] as const) {
      const changes = compareDocuments(
        document(object({ a: {}, b: {} }), where),
        document(object({ a: {} }), where),
      );
      expect(changes).toHaveLength(1);
      expect(changes[0]).toMatchObject({ breaking: true, text: "removed" });
    }
  });

  test("a new one breaks only where it must be sent", () => {
    const added = (required: string[], where: "request" | "answer") =>
      brief(compareDocuments(document(object({}), where), document(object({ a: {} }, required), where)));
    expect(added([], "request")).toEqual(["other findImages: body.a: added"]);
    expect(added(["a"], "request")).toEqual(["breaking findImages: body.a: added, required"]);
    expect(added(["a"], "answer")).toEqual(["other findImages: answer 200.a: added, required"]);
  });
});

describe("schemas", () => {
  test.each([
    ["pattern", { pattern: "a" }, { pattern: "b" }, true],
    ["a keyword nobody thought of", {}, { contains: { const: 1 } }, true],
    ["format", { format: "uuid" }, { format: "uri" }, true],
    [
      "a word of an open enumeration",
      { "x-extensible-enum": ["a"] },
      { "x-extensible-enum": ["a", "b"] },
      false,
    ],
    ["the unit", {}, { "x-unit": "ms" }, false],
  ])("%s", (_what, before, after, breaking) => {
    for (const where of ["request", "answer"] as const) {
      const changes = compareDocuments(document(before, where), document(after, where));
      expect(changes.map((change) => change.breaking)).toEqual([breaking]);
    }
  });

  test("texts and examples are no change", () => {
    const before = { description: "Old.", title: "Old", "x-enumDescriptions": { a: "Old." }, example: 1 };
    const after = { description: "New.", title: "New", "x-enumDescriptions": { a: "New." }, example: 2 };
    expect(compareDocuments(document(before, "answer"), document(after, "answer"))).toEqual([]);
  });

  test("a default that changes breaks who relied on it", () => {
    expect(
      brief(compareDocuments(document({ default: 1 }, "request"), document({ default: 2 }, "request"))),
    ).toEqual(["breaking findImages: body: default is 2, was 1"]);
    expect(brief(compareDocuments(document({}, "request"), document({ default: 2 }, "request")))).toEqual([
      "other findImages: body: default added: 2",
    ]);
  });
});

describe("operations", () => {
  const before = document({ type: "string" }, "answer", {
    parameters: [
      { name: "limit", in: "query", schema: { type: "integer" } },
      { name: "region", in: "header", required: true, schema: { type: "string" } },
    ],
  });

  test.each([
    [{ operationId: "searchImages" }, ["breaking searchImages: renamed, was findImages"]],
    [
      { deprecated: true, "x-successor": "other" },
      ["other findImages: deprecated added: true", 'other findImages: x-successor added: "other"'],
    ],
    [{ requestBody: { required: true } }, ["breaking findImages: body: added, required"]],
    [{ requestBody: {} }, ["other findImages: body: added"]],
    [{ responses: {} }, ["breaking findImages: answer 200: removed"]],
    [
      { responses: { "200": { content: { "application/octet-stream": {} } } } },
      [
        "other findImages: answer 200: application/json removed",
        "breaking findImages: answer 200: application/octet-stream added",
      ],
    ],
    [
      { parameters: [{ name: "limit", in: "query", required: true, schema: { type: "integer" } }] },
      ["breaking findImages: header region: removed", "breaking findImages: query limit: required now"],
    ],
    [
      {
        parameters: [
          ...parametersOf(before),
          { name: "sort", in: "query" },
          { name: "kind", in: "query", required: true },
        ],
      },
      ["other findImages: query sort: added", "breaking findImages: query kind: added, required"],
    ],
  ])("%j", (more, expected) => {
    const parameters = "parameters" in more ? {} : { parameters: parametersOf(before) };
    expect(
      brief(compareDocuments(before, document({ type: "string" }, "answer", { ...parameters, ...more }))),
    ).toEqual(expected);
  });

  test("that come and go, and servers", () => {
    const after = {
      servers: [{ url: "https://two" }],
      paths: { "/files": at(before, "paths", "/images") },
    };
    expect(brief(compareDocuments(before, after))).toEqual([
      "breaking https://one: server removed",
      "other https://two: server added",
      "breaking findImages: removed (POST /images)",
      "other findImages: added (POST /files)",
    ]);
  });

  function parametersOf(node: Node): object[] {
    return at(node, "paths", "/images", "post", "parameters") as object[];
  }
});

test("a component that refers to itself is compared once, and named by itself", () => {
  const tree = (maximum: number): Node => ({
    ...document({ $ref: "#/components/schemas/Tree" }, "request"),
    components: {
      schemas: {
        Tree: object({
          size: { type: "integer", maximum },
          parts: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
        }),
      },
    },
  });
  expect(compareDocuments(tree(6), tree(5))).toEqual([
    { breaking: true, where: "Tree.size", text: "maximum is 5, was 6", operations: ["findImages"] },
  ]);
});

describe("the command", () => {
  let scratch = "";
  const bundle = join(SPEC, "dist/hss.en.json");

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "hss-changes-"));
  });

  afterAll(async () => {
    await rm(scratch, { recursive: true });
  });

  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(SPEC, "build/changes.ts"), ...args]);

  test("lists what differs from an earlier bundle, breaking changes first", async () => {
    const text = (await readFile(bundle, "utf8"))
      .replaceAll('"listImageScanTask"', '"listImageTask"')
      .replaceAll('"maximum": 2000000,', '"maximum": 9000000,');
    const earlier = join(scratch, "earlier.json");
    await writeFile(earlier, text);
    const { stdout } = await run("--", "--from", earlier);
    expect(stdout).toMatch(/^### Breaking changes of the API\n\nCompared with .*earlier\.json\.\n\n/);
    expect(stdout).toContain("- `listImageScanTask`: renamed, was listImageTask\n");
    expect(stdout).toMatch(/^- `Offset`: maximum is 2000000, was 9000000 \(in \w+, \w+ and \d+ more\)$/m);
    expect(stdout).not.toContain("### Other changes");
  });

  test("says so where nothing differs", async () => {
    const { stdout } = await run("--from", bundle);
    expect(stdout).toBe(`The API is the same as in ${bundle}.\n`);
  });

  test("refuses what is no bundle, and says what to give", async () => {
    const other = join(scratch, "other.json");
    await writeFile(other, "{}");
    await expect(run("--from", other)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /other\.json is no OpenAPI document: give a bundle such as hss\.en\.json/,
      ),
    });
    await expect(readBundle(join(scratch, "nowhere.json"))).rejects.toThrow(
      /nowhere\.json cannot be read as JSON/,
    );
  });

  test("without a release says so, and with one compares with it", async () => {
    const folder = join(scratch, "package");
    await mkdir(join(folder, "dist"), { recursive: true });
    await copyFile(bundle, join(folder, "dist/hss.en.json"));
    expect(await changesSince(folder)).toMatch(/^There is no release to compare with/);
    await mkdir(join(folder, "released"));
    const earlier = (await readFile(bundle, "utf8")).replace('"listImageScanTask"', '"listImageTask"');
    await writeFile(join(folder, "released/hss.en.json"), earlier);
    expect(await changesSince(folder)).toMatch(
      /Compared with the last release\.\n\n- `listImageScanTask`: renamed/,
    );
  });

  test("limits of int64 are read to the last digit", async () => {
    const document = JSON.stringify(await readBundle(bundle), (_key, value: unknown) =>
      typeof value === "bigint" ? `${value}n` : value,
    );
    expect(document).toContain('"9223372036854775807n"');
  });
});

test("without changes and with many users of a component the text stays short", () => {
  const change = {
    breaking: false,
    where: "Limit",
    text: "maximum is 500, was 200",
    operations: ["a", "b", "c", "d"],
  };
  expect(changesAsMarkdown([change], "1.0.0")).toBe(
    "### Other changes of the API\n\nCompared with 1.0.0.\n\n- `Limit`: maximum is 500, was 200 (in a, b and 2 more)\n",
  );
  expect(changesAsMarkdown([], "1.0.0")).toBe("The API is the same as in 1.0.0.\n");
});
