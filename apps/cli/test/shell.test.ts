import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { resumeCommand } from "../src/resume.ts";
import { commandLine } from "../src/shell.ts";

it("a shell reads back the words of a command line", () => {
  const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      const script = `for word in ${commandLine(words)}; do printf '%s\\0' "$word"; done`;
      expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(`${words.join("\0")}\0`);
    }),
    { numRuns: 50 },
  );
});

it("the command to go on has all that was typed but the selection", () => {
  const options = {
    all: true,
    local: true,
    wait: true,
    failOn: "high",
    format: "sarif",
    output: "my report.sarif",
    timeout: 5_400_000,
    pollInterval: 1500,
    region: "cn-north-4",
    projectId: "p",
    tokenFile: "/run/token",
  } as const;
  expect(resumeCommand("t-1", options)).toBe(
    "hss-scan scan --resume t-1 --local --fail-on high --format sarif -o 'my report.sarif' " +
      "--poll-interval 1500ms --region cn-north-4 --project-id p --token-file /run/token",
  );
});
