import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentNodes, parsedSources, SPEC } from "./source.ts";

interface Use {
  id: unknown;
  where: string;
}

/** What is wrong between the marks `x-deviation: <id>` of the document and the headings `## <id>` of deviations.md. */
function faults(uses: readonly Use[], markdown: string): string[] {
  const headings = markdown
    .split("\n")
    .filter((line) => line.startsWith("## "))
    .map((line) => line.slice(3).trim());
  const used = new Set(uses.map(({ id }) => id));
  return [
    ...uses
      .filter(({ id }) => typeof id !== "string" || !headings.includes(id))
      .map(
        ({ id, where }) =>
          `${where}: x-deviation ${id} has no entry: write "## ${id}" in deviations.md with the evidence`,
      ),
    ...headings
      .filter((id) => !used.has(id))
      .map(
        (id) =>
          `deviations.md: "${id}" is used nowhere: remove the entry, or mark the place with x-deviation: ${id}`,
      ),
    ...headings
      .filter((id, index) => headings.indexOf(id) !== index)
      .map((id) => `deviations.md: "${id}" is there twice: make one entry of the two`),
  ];
}

test("the document's marks and deviations.md agree", async () => {
  const uses = [...documentNodes(await parsedSources())]
    .filter(({ node }) => node["x-deviation"] !== undefined)
    .map(({ node, file, path }) => ({ id: node["x-deviation"], where: `${file} ${path.join(".")}` }));
  expect(uses.length).toBeGreaterThan(0);
  expect(faults(uses, await readFile(join(SPEC, "deviations.md"), "utf8"))).toEqual([]);
});

describe("the comparison", () => {
  const uses = [{ id: "open", where: "a.yaml level" }];

  test("accepts one entry for many marks, and text below the headings", () => {
    expect(
      faults(
        [...uses, { id: "open", where: "b.yaml" }],
        "# Deviations\n\n## open\n\nText.\n\n### Evidence\n",
      ),
    ).toEqual([]);
  });

  test("reports a mark without an entry", () => {
    expect(faults(uses, "# Deviations\n")).toEqual([
      'a.yaml level: x-deviation open has no entry: write "## open" in deviations.md with the evidence',
    ]);
  });

  test("reports an entry without a mark", () => {
    expect(faults(uses, "## open\n## outdated\n")).toEqual([
      'deviations.md: "outdated" is used nowhere: remove the entry, or mark the place with x-deviation: outdated',
    ]);
  });

  test("reports an entry that is there twice", () => {
    expect(faults(uses, "## open\n## open\n")).toEqual([
      'deviations.md: "open" is there twice: make one entry of the two',
    ]);
  });
});
