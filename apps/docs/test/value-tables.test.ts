import { expect, test } from "vitest";
import { languages } from "../src/languages.ts";
import { addValueTables } from "../src/value-tables.ts";

const describe = <T extends object>(schema: T, language: keyof typeof languages = "en") => {
  addValueTables({ components: { schemas: { A: schema } } }, languages[language]);
  return (schema as { description?: string }).description;
};

test("an open enumeration gets a table of its values", () => {
  const schema = {
    description: "How bad.",
    "x-extensible-enum": ["Low", "High"],
    "x-enumDescriptions": { Low: "not | bad", High: "bad" },
  };
  expect(describe(schema)).toBe(
    [
      "How bad.",
      "",
      "Known values; the service may add others:",
      "",
      "| Value | Meaning |",
      "| --- | --- |",
      "| `Low` | not \\| bad |",
      "| `High` | bad |",
    ].join("\n"),
  );
});

test("an open enumeration without meanings gets a list", () => {
  expect(describe({ "x-extensible-enum": ["a", "b"] }, "zh")).toBe(
    "目前已知的取值如下，服务端可能新增其他取值： `a`, `b`",
  );
});

test("a bit mask gets a table of its masks, in hexadecimal and decimal", () => {
  const schema = { "x-bitmask": { malware: { mask: 3840, description: "恶意文件" } } };
  expect(describe(schema, "zh")).toContain("| `malware` | `0xf00` = 3840 | 恶意文件 |");
});

test("a bit mask that its description shows already is left alone", () => {
  const description = "`0xf00` is 3840.";
  expect(describe({ description, "x-bitmask": { malware: { mask: 3840, description: "files" } } })).toBe(
    description,
  );
});

test("a closed enumeration is left to Redoc", () => {
  const schema = { enum: ["a"], "x-enumDescriptions": { a: "A" } };
  expect(describe(schema)).toBeUndefined();
  expect(schema).toEqual({ enum: ["a"], "x-enumDescriptions": { a: "A" } });
});
