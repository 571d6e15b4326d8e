import { readFile } from "node:fs/promises";
import { join } from "node:path";
import hss from "@hss-kit/spec/hss.en.json" with { type: "json" };
import type { HssDocument, HssOperation } from "@hss-kit/spec/hss.en.json";
import chinese from "@hss-kit/spec/hss.zh.json" with { type: "json" };
import { describe, expect, expectTypeOf, test } from "vitest";
import { parse } from "yaml";
import { at } from "./at.ts";
import { SPEC } from "./source.ts";

const operations = Object.values(hss.paths).flatMap((item) => Object.values(item));

test("the bundles are typed alike, as the document that they are", () => {
  expectTypeOf(hss).toEqualTypeOf<HssDocument>();
  expectTypeOf(chinese).toEqualTypeOf<HssDocument>();
  expect(hss).toMatchObject({ openapi: "3.1.0", info: { title: expect.any(String) } });
  expect(Object.keys(chinese.paths)).toEqual(Object.keys(hss.paths));
});

describe("all of image security", () => {
  test("84 operations, each under its own name", () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(84);
    expect(operations).toHaveLength(84);
  });

  test("the deprecated ones", () => {
    expect(
      operations
        .filter(({ deprecated }) => deprecated)
        .map(({ operationId }) => operationId)
        .sort(),
    ).toEqual([
      "batchScanSwrImage",
      "changeFilePathWhiteDetail",
      "listSwrImageRepository",
      "runImageSynchronize",
      "showFilePathWhiteDetail",
    ]);
  });

  test("what redocly.yaml names as an exception is there", async () => {
    const config: unknown = parse(await readFile(join(SPEC, "redocly.yaml"), "utf8"));
    const pagination = at(config, "rules", "hss/pagination");
    const named = [at(pagination, "variants"), at(pagination, "otherAnswers")].flat();
    expect(named.length).toBeGreaterThan(5);
    const known = operations.map(({ operationId }) => operationId);
    expect(named.filter((id) => !known.some((operation) => operation === id))).toEqual([]);
  });

  test("each tag has operations", () => {
    const used = new Set(operations.flatMap(({ tags }) => tags));
    expect(hss.tags.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  test("nothing is left to write", () => {
    expect(JSON.stringify(hss)).not.toMatch(/\bTODO\b/);
    expect(JSON.stringify(chinese)).not.toMatch(/\bTODO\b/);
  });

  test("a file is downloaded as bytes", () => {
    const download = operations.find(({ operationId }) => operationId === "listDownloadExportedFile");
    expect(at(download, "responses", "200", "content")).toEqual({
      "application/octet-stream": { schema: { type: "string", format: "binary" } },
    });
  });
});

describe("examples", () => {
  const lists = operations.filter((operation) => dataLists(operation).length > 0);

  test("of a list have at least two of what is listed", () => {
    expect(lists.length).toBeGreaterThan(30);
    expect(
      lists
        .filter((operation) => !dataLists(operation).some((list) => list.length >= 2))
        .map(({ operationId }) => operationId),
    ).toEqual([]);
  });

  /** The `data_list` of each example of the operation's 200. */
  function dataLists(operation: HssOperation): unknown[][] {
    const examples = at(operation, "responses", "200", "content", "application/json", "examples") ?? {};
    return Object.values(examples).flatMap((example: unknown) => {
      const list = at(example, "value", "data_list");
      return Array.isArray(list) ? [list] : [];
    });
  }
});
