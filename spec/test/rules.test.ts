import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runRedocly } from "../build/run-redocly.ts";
import plugin from "../rules/plugin.ts";
import { changedDocument } from "./changed-document.ts";
import { SPEC } from "./source.ts";

/**
 * Each rule has a folder with a `pass.yaml`, about which no rule says anything, and a `fail.yaml`, in which every line
 * that ends in `# fault: <part of the message>` is reported by that rule, and no other line by any rule
 * (`# fault(<rule>): …` where another rule is bound to speak too).
 */
const folder = join(import.meta.dirname, "fixtures");
const rules = Object.keys(plugin().rules.oas3);

interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string }; start: { line: number } }[];
}

interface Fault {
  line: number;
  rule: string;
  part: string;
}

let problems: Problem[] = [];

beforeAll(async () => {
  const files = rules.flatMap((rule) => [join(rule, "pass.yaml"), join(rule, "fail.yaml")]);
  const { stdout, stderr } = await runRedocly(folder, [
    "lint",
    ...files,
    "--format=json",
    "--max-problems=1000",
  ]);
  // One JSON object for each file, the next one right behind the last.
  const reports = stdout.replaceAll("\n}{\n", "\n}\0{\n").split("\0");
  expect(reports, stderr).toHaveLength(files.length);
  problems = reports.flatMap((report) => (JSON.parse(report) as { problems: Problem[] }).problems);
});

function reported(file: string): (Problem & { line: number })[] {
  return problems
    .filter(({ location }) => location[0]?.source.ref.endsWith(file))
    .map((problem) => ({ ...problem, line: problem.location[0]?.start.line ?? 0 }))
    .sort((one, other) => one.line - other.line);
}

function expectedFaults(rule: string): Fault[] {
  const lines = readFileSync(join(folder, rule, "fail.yaml"), "utf8").split("\n");
  return lines.flatMap((text, index) => {
    const [, comment] = text.split("# fault", 2);
    if (comment === undefined) return [];
    const colon = comment.indexOf(": ");
    const other = comment.startsWith("(") ? comment.slice(1, colon - 1) : rule;
    return [{ line: index + 1, rule: `hss/${other}`, part: comment.slice(colon + 2) }];
  });
}

test("each rule has its folder of fixtures, and each folder its rule", () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(
    folders
      .map(({ name }) => name)
      .filter((name) => name !== "document")
      .sort(),
  ).toEqual(rules.sort());
});

describe.each(rules)("%s", (rule) => {
  test("accepts the passing fixture", () => {
    expect(reported(join(rule, "pass.yaml"))).toEqual([]);
  });

  test("reports each marked line of the failing fixture, and no other", () => {
    const faults = expectedFaults(rule);
    const found = reported(join(rule, "fail.yaml"));
    expect(faults.length).toBeGreaterThan(0);
    expect(found.map(({ line, ruleId }) => `${line} ${ruleId}`)).toEqual(
      faults.map(({ line, rule: id }) => `${line} ${id}`),
    );
    for (const [index, { part }] of faults.entries()) expect(found[index]?.message).toContain(part);
  });
});

test("known-extensions finds in a bundle what only the source may have", async () => {
  const config = `
extends: []
plugins: [${join(SPEC, "rules/plugin.ts")}]
rules: { hss/known-extensions: { severity: error, bundle: true } }
`;
  await changedDocument("redocly.yaml", config, async (folder) => {
    const { status, stdout } = await runRedocly(folder, ["lint", "openapi.yaml", "--format=stylish"]);
    expect(status).not.toBe(0);
    expect(stdout).toMatch(
      /hss\/known-extensions +x-zh belongs to the source only: bundle with `pnpm build`/,
    );
  });
});
