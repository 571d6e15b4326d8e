import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import errors from "@hss-kit/spec/errors.json" with { type: "json" };
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

/** The rows of a table that begin so; how wide a formatter makes the columns does not matter. */
function rowsOf(markdown: string, beginning: RegExp): string[][] {
  const lines = markdown.split("\n").filter((line) => beginning.test(line));
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
    expect(rowsOf(text, /^\| `x-/)).toEqual(EXTENSIONS.map((extension) => row(extension, language)));
  },
);

test.each(["en", "zh"] as const)(
  "the README lists the error codes as errors.yaml has them: %s",
  async (language) => {
    const text = await readFile(join(SPEC, WORDS[language].file), "utf8");
    const separator = WORDS[language].separator;
    expect(rowsOf(text, /^\| `(HSS|APIGW)\./)).toEqual(
      errors.map((error) => [`\`${error.code}\``, error.statuses.join(separator), error[language].meaning]),
    );
  },
);

test.each(["en", "zh"] as const)(
  "the README's code runs and shows operations and an error: %s",
  async (language) => {
    const text = await readFile(join(SPEC, WORDS[language].file), "utf8");
    const code = [...text.matchAll(/```js\n(.*?)```/gs)].map(([, block]) => block).join("");
    // In this folder the package finds itself by its name, through the same exports as for anyone else.
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], {
      cwd: SPEC,
    });
    expect(stdout.split("\n")).toContain("listImageScanTask GET /v5/{project_id}/image/tasks");
    expect(stdout).toContain(errors.find(({ code }) => code === "HSS.0011")?.[language].action);
  },
);
