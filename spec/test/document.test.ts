import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type BundleName, bundle, LANGUAGES } from "../build/bundle.ts";
import { LINTED } from "../build/lint.ts";
import { runRedocly } from "../build/run-redocly.ts";
import { isNode } from "../rules/redocly.ts";
import { hasChinese, hasUnquotedChinese, textsOf } from "../rules/texts.ts";
import { at } from "./at.ts";
import { SPEC } from "./source.ts";

/** The regions of service and SDKs; each has one endpoint. */
const REGIONS = [
  ...["cn-north-1", "cn-north-2", "cn-north-4", "cn-north-9", "cn-north-11", "cn-north-12"],
  ...["cn-east-2", "cn-east-3", "cn-east-4", "cn-east-5", "cn-south-1", "cn-south-2", "cn-south-4"],
  ...["cn-southwest-2", "cn-southwest-3"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5"],
  ...["af-south-1", "af-north-1", "la-north-2", "la-south-2", "na-mexico-1", "sa-brazil-1"],
  ...["tr-west-1", "ae-ad-1", "me-east-1", "my-kualalumpur-1", "eu-west-101", "ru-moscow-1"],
];

const bundles = new Map<BundleName, string>();

beforeAll(async () => {
  for (const language of LANGUAGES) {
    for (const name of [`hss.${language}.json`, `hss.${language}.yaml`] as const) {
      bundles.set(name, await readFile(join(SPEC, "dist", name), "utf8"));
    }
  }
});

const read = (language: "en" | "zh"): unknown => JSON.parse(bundles.get(`hss.${language}.json`) ?? "");

/** Every text of a bundle with its pointer. What stands in an example or a default is data. */
function* texts(node: unknown, pointer = ""): Generator<[string, string]> {
  if (Array.isArray(node)) {
    for (const [index, part] of node.entries()) yield* texts(part, `${pointer}/${index}`);
  } else if (isNode(node)) {
    for (const [key, text] of textsOf(node)) yield [`${pointer}/${key}`, text];
    for (const [key, part] of Object.entries(node)) {
      const isData =
        ["value", "example", "default", "const"].includes(key) && !pointer.endsWith("/properties");
      if (!isData) yield* texts(part, `${pointer}/${key}`);
    }
  }
}

test("source and bundles pass the lint", async () => {
  const { status, stdout, stderr } = await runRedocly(SPEC, ["lint", ...LINTED, "--format=stylish"]);
  expect(stdout.trim(), stderr).toBe("");
  expect(status).toBe(0);
});

test("dist/ is what the source makes: else run `pnpm build` in spec/", async () => {
  const scratch = await mkdtemp(join(tmpdir(), "hss-document-test-"));
  try {
    await bundle(SPEC, scratch);
    for (const [name, text] of bundles) expect(await readFile(join(scratch, name), "utf8"), name).toBe(text);
  } finally {
    await rm(scratch, { recursive: true });
  }
});

describe("languages", () => {
  test("the English bundle has no Chinese text", () => {
    const found = [...texts(read("en"))];
    expect(found.length).toBeGreaterThan(200);
    expect(found.filter(([, text]) => hasUnquotedChinese(text))).toEqual([]);
  });

  test("the Chinese bundle has no text left in English", () => {
    const found = [...texts(read("zh"))];
    expect(found.length).toBeGreaterThan(200);
    expect(found.filter(([, text]) => !hasChinese(text))).toEqual([]);
  });

  test("both have the same structure: nothing but texts differs", () => {
    const bare = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(bare);
      if (!isNode(value)) return value;
      const kept = Object.entries(value).filter(
        ([key, part]) => typeof part !== "string" || !textsOf(value).has(key),
      );
      return Object.fromEntries(
        kept.filter(([key]) => key !== "x-enumDescriptions").map(([key, part]) => [key, bare(part)]),
      );
    };
    expect(bare(read("zh"))).toEqual(bare(read("en")));
  });
});

test("the servers are the regions, under their names", () => {
  const servers = at(read("en"), "servers") as { url: string }[];
  const expected = REGIONS.map(
    (id) => `https://hss.${id}.myhuaweicloud.${id === "eu-west-101" ? "eu" : "com"}`,
  );
  expect(servers.map(({ url }) => url).sort()).toEqual(expected.sort());
  expect(servers).toHaveLength(32);
});

test("int64 limits are exact in every bundle", () => {
  for (const [name, text] of bundles) {
    const schema = at(
      parse(text, { intAsBigInt: true }),
      "components",
      "schemas",
      "RegistryImage",
      "properties",
      "id",
    );
    expect(at(schema, "maximum"), name).toBe(9223372036854775807n);
    expect(text, name).not.toContain("9223372036854776000");
  }
});

test("two ways to authenticate: either suffices", () => {
  const schemes = at(read("en"), "components", "securitySchemes");
  expect(schemes).toMatchObject({
    Token: { type: "apiKey", in: "header", name: "X-Auth-Token" },
    AkSk: { type: "apiKey", in: "header", name: "Authorization" },
  });
  expect(at(read("en"), "security")).toEqual([{ Token: [] }, { AkSk: [] }]);
});

describe("times", () => {
  /** Each 64-bit integer with the text that describes it: its own, or that of the parameter it stands in. */
  function* integers(node: unknown, outer = ""): Generator<{ description: string; unit: unknown }> {
    if (Array.isArray(node)) for (const part of node) yield* integers(part, outer);
    else if (isNode(node)) {
      const description = typeof node.description === "string" ? node.description : outer;
      if (node.format === "int64") yield { description, unit: node["x-unit"] };
      for (const part of Object.values(node)) yield* integers(part, description);
    }
  }

  test("say their unit where a program can read it, and nothing else has one", () => {
    const all = [...integers(read("en"))];
    const times = all.filter(({ description }) => description.includes("1970-01-01"));
    expect(times.length).toBeGreaterThan(15);
    expect(times.filter(({ unit }) => unit !== "ms")).toEqual([]);
    expect(
      all.filter(({ description, unit }) => unit === "ms" && !description.includes("1970-01-01")),
    ).toEqual([]);
  });
});
