import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { bundle } from "../build/bundle.ts";
import { runRedocly } from "../build/run-redocly.ts";
import { changedDocument } from "./changed-document.ts";
import { documentNodes, parsedSources, references, SPEC } from "./source.ts";

let sources: Map<string, unknown>;

beforeAll(async () => {
  sources = await parsedSources();
});

test("each lies in the folder of the operation that refers to it, or among the errors", () => {
  const operations = new Map(
    [...documentNodes(sources)].flatMap(({ file, node }) =>
      typeof node.operationId === "string" ? [[node.operationId, file] as const] : [],
    ),
  );
  const misplaced = references(sources, "externalValue").filter(({ from, to }) => {
    const [top, folder, ...rest] = to.split("/");
    const expected =
      folder === "errors" ? from.startsWith("components/responses/") : operations.get(folder ?? "") === from;
    return top !== "examples" || rest.length !== 1 || !expected;
  });
  expect(misplaced).toEqual([]);
});

test("the create operation shows each way to choose images", () => {
  const cases = [...sources.keys()].filter((file) => file.startsWith("examples/createManualImageScanTask/"));
  expect(cases.length).toBeGreaterThanOrEqual(4);
});

test("lint finds an example that its schema does not allow, once it is bundled", async () => {
  await changedDocument("examples/listImages/largest.json", '{ "id": "seven" }', async (folder) => {
    await bundle(folder, join(folder, "dist"));
    const args = [
      "lint",
      join(folder, "dist/hss.en.json"),
      "--config",
      join(SPEC, "redocly.yaml"),
      "--format=stylish",
    ];
    const { status, stdout } = await runRedocly(folder, args);
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/error +no-invalid-media-type-examples .*`id` property type must be integer/);
  });
});
