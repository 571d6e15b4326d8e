import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type BundleName, bundle, LANGUAGES } from "../build/bundle.ts";
import { at } from "./at.ts";
import { changedDocument, FIXTURE } from "./changed-document.ts";
import { SPEC } from "./source.ts";

const NAMES = LANGUAGES.flatMap((language): BundleName[] => [`hss.${language}.json`, `hss.${language}.yaml`]);

let scratch = "";
const texts = new Map<BundleName, string>();
const english = (...path: (string | number)[]) => at(JSON.parse(texts.get("hss.en.json") ?? ""), ...path);
const chinese = (...path: (string | number)[]) => at(JSON.parse(texts.get("hss.zh.json") ?? ""), ...path);
const operation = ["paths", "/images", "get"];
const image = ["components", "schemas", "Image", "properties"];

async function readBundles(folder: string): Promise<[BundleName, string][]> {
  return Promise.all(NAMES.map(async (name) => [name, await readFile(join(folder, name), "utf8")]));
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "hss-bundle-test-"));
  await bundle(FIXTURE, scratch);
  for (const [name, text] of await readBundles(scratch)) texts.set(name, text);
});

afterAll(async () => {
  await rm(scratch, { recursive: true });
});

describe("languages", () => {
  test.each([
    { path: ["info", "title"], en: "Fixture", zh: "样例" },
    { path: ["info", "description"], en: "Every place that has a text.", zh: "覆盖所有带文本的位置。" },
    { path: ["servers", 0, "description"], en: "Beijing 4", zh: "北京四" },
    { path: ["tags", 0, "name"], en: "Images", zh: "Images" },
    { path: ["tags", 0, "x-displayName"], en: undefined, zh: "镜像" },
    { path: [...operation, "summary"], en: "List images", zh: "查询镜像" },
    { path: [...operation, "parameters", 0, "description"], en: "Only these.", zh: "仅返回该等级。" },
    { path: [...operation, "responses", "200", "description"], en: "The page.", zh: "一页数据。" },
    {
      path: ["components", "responses", "BadRequest", "description"],
      en: "A wrong parameter.",
      zh: "参数有误。",
    },
    { path: ["components", "securitySchemes", "Token", "description"], en: "From IAM.", zh: "由IAM签发。" },
    { path: [...image, "id", "description"], en: "Of the record.", zh: "记录的ID。" },
    { path: [...image, "asked", "description"], en: "Beside a reference.", zh: "与引用并列。" },
    {
      path: [...image, "scope", "x-bitmask", "malware", "description"],
      en: "Harmful programs.",
      zh: "恶意程序。",
    },
    {
      path: ["components", "schemas", "Level", "x-enumDescriptions"],
      en: { high: "Act within days.", low: "Can wait." },
      zh: { high: "需尽快处理。", low: "可以稍后处理。" },
    },
    {
      path: [
        ...operation,
        "responses",
        "200",
        "content",
        "application/json",
        "examples",
        "largest",
        "summary",
      ],
      en: "The largest id",
      zh: "最大的ID",
    },
  ])("$path", ({ path, en, zh }) => {
    expect(english(...path)).toEqual(en);
    expect(chinese(...path)).toEqual(zh);
  });

  test("x-zh is left only in an example, where it is data", () => {
    for (const name of NAMES) expect(texts.get(name)?.split("x-zh"), name).toHaveLength(2);
  });
});

test("a language that there is not is refused, with the words to write", async () => {
  const config = (await readFile(join(FIXTURE, "redocly.yaml"), "utf8")).replace(
    "language: zh",
    "language: fr",
  );
  await changedDocument(
    "redocly.yaml",
    config.replace("../../../rules", join(SPEC, "rules")),
    async (folder) => {
      await expect(bundle(folder, join(folder, "dist"))).rejects.toThrow(
        'hss/language: language is "fr"; set "language: en" or "language: zh" in redocly.yaml',
      );
    },
  );
});

describe("open enumerations", () => {
  test("list the words and their meanings, and keep what stood beside them", () => {
    expect(english(...image, "level")).toEqual({
      description: "The worst finding.",
      "x-deviation": "level-is-open",
      type: "string",
      "x-extensible-enum": ["high", "low"],
      "x-enumDescriptions": { high: "Act within days.", low: "Can wait." },
    });
    expect(chinese(...image, "level", "x-enumDescriptions")).toEqual({
      high: "需尽快处理。",
      low: "可以稍后处理。",
    });
    expect(chinese(...image, "level", "description")).toBe("最严重的一项。");
  });

  test("take their component out of the bundle where nothing else uses it", () => {
    expect(english(...image, "kind", "x-extensible-enum")).toEqual(["a"]);
    expect(chinese(...image, "kind", "x-enumDescriptions")).toEqual({ a: "第一种。" });
    expect(Object.keys(english("components", "schemas") as object).sort()).toEqual(["Image", "Level"]);
  });

  test("are no other anyOf", () => {
    expect(english(...image, "either", "anyOf")).toEqual([
      { $ref: "#/components/schemas/Level" },
      { type: "integer", format: "int32" },
    ]);
  });
});

describe("integers", () => {
  test.each(NAMES)("%s carries the limit and the example of int64 to the last digit", (name) => {
    const found = parse(texts.get(name) ?? "", { intAsBigInt: true });
    expect(at(found, ...image, "id", "maximum")).toBe(9223372036854775807n);
    const examples = [...operation, "responses", "200", "content", "application/json", "examples"];
    expect(at(found, ...examples, "largest", "value", "id")).toBe(9223372036854775807n);
  });

  test("two that become the same double are refused, with both places", async () => {
    await changedDocument(
      "examples/listImages/largest.json",
      '{ "id": 9223372036854775806 }',
      async (folder) => {
        await expect(bundle(folder, join(folder, "dist"))).rejects.toThrow(
          /largest\.json: 9223372036854775806 and 9223372036854775807 \(components\/schemas\/Image\.yaml\)|Image\.yaml: 9223372036854775807 and 9223372036854775806 \(.*largest\.json\)/,
        );
      },
    );
  });
});

describe("the files", () => {
  test("are the same to the byte when made again", async () => {
    const again = await mkdtemp(join(tmpdir(), "hss-bundle-test-"));
    try {
      await bundle(FIXTURE, again);
      expect(new Map(await readBundles(again))).toEqual(texts);
    } finally {
      await rm(again, { recursive: true });
    }
  });

  test.each(LANGUAGES)("say the same in JSON and in YAML: %s", (language) => {
    const exactly = { intAsBigInt: true };
    const yaml = parse(texts.get(`hss.${language}.yaml`) ?? "", exactly);
    expect(parse(texts.get(`hss.${language}.json`) ?? "", exactly)).toEqual(yaml);
  });

  test("stay as they were when the source cannot be bundled; the error says why", async () => {
    await changedDocument("components/schemas/Level.yaml", "$ref: ./Nowhere.yaml", async (folder) => {
      const output = join(folder, "dist");
      await cp(scratch, output, { recursive: true });
      await expect(bundle(folder, output)).rejects.toThrow(/redocly bundle (en|zh) failed.*Nowhere\.yaml/s);
      expect(new Map(await readBundles(output))).toEqual(texts);
    });
  });

  test("a file that is no YAML is named", async () => {
    await changedDocument("components/schemas/Level.yaml", "type: string\n bad: [", async (folder) => {
      await expect(bundle(folder, join(folder, "dist"))).rejects.toThrow(/components\/schemas\/Level\.yaml/);
    });
  });
});
