import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { EXTENSIONS, type Extension } from "../rules/extensions.ts";
import { SPEC } from "./source.ts";

const WORDS = {
  en: { file: "README.md", any: "any node", separator: ", ", sourceOnly: " (source only)" },
  zh: { file: "README.zh.md", any: "任意节点", separator: "、", sourceOnly: "（仅源文件）" },
} as const;

function row({ name, places, meaning, sourceOnly }: Extension, language: "en" | "zh"): string[] {
  const words = WORDS[language];
  const where = places.map((place) => (place === "any" ? words.any : place)).join(words.separator);
  return [`\`${name}\``, `${where}${sourceOnly ? words.sourceOnly : ""}`, meaning[language]];
}

/** The rows of the table of extensions; how wide a formatter makes the columns does not matter. */
function rowsOf(markdown: string): string[][] {
  const lines = markdown.split("\n").filter((line) => line.startsWith("| `x-"));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test.each(["en", "zh"] as const)(
  "the README lists the extensions as rules/extensions.ts has them: %s",
  async (language) => {
    const text = await readFile(join(SPEC, WORDS[language].file), "utf8");
    expect(rowsOf(text)).toEqual(EXTENSIONS.map((extension) => row(extension, language)));
  },
);

test.each(["en", "zh"] as const)("the README's code runs and lists the operations: %s", async (language) => {
  const text = await readFile(join(SPEC, WORDS[language].file), "utf8");
  const code = text.split("```js\n")[1]?.split("```")[0] ?? "";
  // In this folder the package finds itself by its name, through the same exports as for anyone else.
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: SPEC,
  });
  expect(stdout.split("\n")).toContain("listImageScanTask GET /v5/{project_id}/image/tasks");
});
