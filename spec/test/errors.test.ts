import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import errors from "@hss-kit/spec/errors.json" with { type: "json" };
import type { ErrorCode, ErrorTexts } from "@hss-kit/spec/errors.json";
import { describe, expect, expectTypeOf, test } from "vitest";
import { parse } from "yaml";
import { parseErrors, writeErrors } from "../build/errors.ts";
import { documentNodes, parsedSources, SPEC } from "./source.ts";

/** The codes that the official pages list, with their statuses. */
const DOCUMENTED: Record<string, number[]> = {
  ...each("HSS", 400, ["0001", "0002", "0010", "0011", "0013", "0014"]),
  ...each("HSS", 400, ["1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008"]),
  ...each("HSS", 400, ["1009", "1010", "1011", "1012", "1013", "1014", "1015", "1016"]),
  ...each("HSS", 400, ["1017", "1018", "1019", "1020", "1021"]),
  ...each("HSS", 401, ["0012", "1039", "1051"]),
  ...each("HSS", 500, ["0041"]),
  "APIGW.0101": [404],
  "APIGW.0201": [400, 413, 414, 494, 502, 504],
  "APIGW.0202": [502],
  "APIGW.0203": [504],
  "APIGW.0301": [401],
  "APIGW.0302": [403],
  "APIGW.0303": [401],
  "APIGW.0304": [403],
  "APIGW.0305": [401],
  "APIGW.0306": [403],
  "APIGW.0307": [401],
  "APIGW.0308": [429],
  "APIGW.0310": [403],
  "APIGW.0601": [500],
  "APIGW.0613": [503],
  "APIGW.0802": [403],
};

function each(prefix: string, status: number, numbers: string[]): Record<string, number[]> {
  return Object.fromEntries(numbers.map((number) => [`${prefix}.${number}`, [status]]));
}

const source = await readFile(join(SPEC, "errors.yaml"), "utf8");
const first = source.slice(source.indexOf("- code"), source.indexOf("- code: HSS.0002"));

test("every documented code is there with its statuses, once, and none that is not", () => {
  expect(Object.fromEntries(errors.map(({ code, statuses }) => [code, statuses]))).toEqual(DOCUMENTED);
  expect(errors).toHaveLength(Object.keys(DOCUMENTED).length);
});

test("what the package exports is what errors.yaml says: else run `pnpm build` in spec/", async () => {
  const scratch = await mkdtemp(join(tmpdir(), "hss-errors-"));
  try {
    await writeErrors(SPEC, scratch);
    const names = await readdir(scratch);
    expect(names.sort()).toEqual(["document.d.ts", "errors.d.ts", "errors.json", "errors.yaml"]);
    for (const name of names) {
      expect(await readFile(join(SPEC, "dist", name), "utf8"), name).toBe(
        await readFile(join(scratch, name), "utf8"),
      );
    }
  } finally {
    await rm(scratch, { recursive: true });
  }
  expect(parse(await readFile(join(SPEC, "dist/errors.yaml"), "utf8"))).toEqual(errors);
});

test("the export is typed", () => {
  expectTypeOf(errors).toEqualTypeOf<ErrorCode[]>();
  expectTypeOf<ErrorCode["origin"]>().toEqualTypeOf<"hss" | "gateway">();
  expectTypeOf<ErrorCode["zh"]>().toEqualTypeOf<ErrorTexts>();
});

test("the errors that the document shows have their code in the table, and the status it says", async () => {
  const sources = await parsedSources();
  const statuses: Record<string, number> = {
    BadRequest: 400,
    Unauthorized: 401,
    Forbidden: 403,
    TooManyRequests: 429,
    InternalServerError: 500,
    ServiceUnavailable: 503,
  };
  const shown = [...documentNodes(sources)].flatMap(({ file, node }) => {
    const name = /^components\/responses\/(\w+)\.yaml$/.exec(file)?.[1];
    if (name === undefined || typeof node.externalValue !== "string") return [];
    const example = sources.get(join(file, "..", node.externalValue)) as { error_code: string };
    // The numeric form of HSS is documented nowhere.
    return /^\d+$/.test(example.error_code) ? [] : [{ code: example.error_code, status: statuses[name] }];
  });
  expect(shown.length).toBeGreaterThan(10);
  expect(
    shown.filter(
      ({ code, status }) =>
        !errors.some((known) => known.code === code && known.statuses.includes(status ?? 0)),
    ),
  ).toEqual([]);
});

describe("a mistake in errors.yaml is named with its code", () => {
  test.each([
    ["code: HSS.0001", "code: HSS.1", /HSS\.1 is no code: write HSS\. or APIGW\. and four digits/],
    ["origin: hss", "origin: gateway", /HSS\.0001 has origin "gateway": write hss/],
    ["statuses: [400]", "statuses: [200]", /HSS\.0001 has statuses \[200\]: list HTTP statuses from 400/],
    ["statuses: [400]", "statuses: [400, 400]", /HSS\.0001 has statuses \[400,400\]/],
    ["statuses: [400]", "statuses: 400", /HSS\.0001 has statuses 400: list/],
    ["sources: [doc]", "sources: [rumour]", /HSS\.0001 has sources \["rumour"\]: list doc, live or both/],
    ["    meaning: A", "    sense: A", /has no en\.meaning: write it\n.* has en\.sense, which nobody reads/],
    [
      "    meaning: 参数不合法。",
      "    meaning: Wrong.",
      /HSS\.0001 has zh\.meaning in the wrong language: "Wrong\."/,
    ],
    ["    cause: A value", "    cause: 一个 value", /HSS\.0001 has en\.cause in the wrong language/],
    ["origin: hss", "origin: hss\n  severity: high", /HSS\.0001 has severity, which nobody reads: use code/],
  ])("%s -> %s", (before, after, message) => {
    expect(first).toContain(before);
    expect(() => parseErrors(first.replace(before, after))).toThrow(message);
  });

  test("twice the same code", () => {
    expect(() => parseErrors(first + first)).toThrow("HSS.0001 is there twice: make one entry of the two");
  });

  test("no list", () => {
    expect(() => parseErrors("code: HSS.0001")).toThrow("write a list of codes");
  });
});
