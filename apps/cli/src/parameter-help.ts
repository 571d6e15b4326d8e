import { descriptions, type OperationId, type ParameterEntry } from "@hss-kit/client/operations";
import type { Language } from "./language.ts";
import { plain } from "./plain.ts";

interface Phrases {
  readonly api: string;
  readonly operations: string;
  readonly more: string;
  readonly parameters: string;
  readonly other: string;
  readonly body: string;
  readonly language: string;
  readonly help: string;
  readonly required: string;
  readonly oneOf: (words: readonly string[]) => string;
  readonly range: (minimum: string, maximum: string) => string;
  readonly length: (minimum: number, maximum: number) => string;
  readonly standard: (value: string) => string;
}

/** What stands around the descriptions of the contract, in its two languages. */
export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    api: "Call an operation of the API by its name; the answer is printed as JSON, with every digit of its integers.",
    operations: "Operations:",
    more: "hss-scan api <operation> --help describes each parameter; --lang zh does it in Chinese.",
    parameters: "Parameters (the names of the API work too, as --task_id):",
    other: "Other:",
    body: "JSON body: a file, - for standard input, or the JSON itself, as '{\"is_all\": true}'",
    language: "language of the descriptions",
    help: "display help for command",
    required: "Required.",
    oneOf: (words) => `One of ${words.join(", ")}.`,
    range: (minimum, maximum) => `${minimum} to ${maximum}.`,
    length: (minimum, maximum) => `${minimum} to ${maximum} characters.`,
    standard: (value) => `Default ${value}.`,
  },
  zh: {
    api: "按名称调用任一API操作，结果以JSON输出，整数不丢失任何一位。",
    operations: "操作：",
    more: "各操作的参数说明：hss-scan api <操作> --help；--lang en 显示英文。",
    parameters: "参数（也可用API的原名，如 --task_id）：",
    other: "其他：",
    body: "JSON请求体：文件名，- 表示从标准输入读取，或直接写JSON，如 '{\"is_all\": true}'",
    language: "参数说明的语言",
    help: "显示本帮助",
    required: "必填。",
    oneOf: (words) => `取值：${words.join("、")}。`,
    range: (minimum, maximum) => `范围：${minimum}～${maximum}。`,
    length: (minimum, maximum) => `长度：${minimum}～${maximum}个字符。`,
    standard: (value) => `默认 ${value}。`,
  },
};

/** What a parameter means, and what it may be: everything that one has to know to fill it. */
export function describeParameter(id: OperationId, entry: ParameterEntry, language: Language): string {
  const words = phrases[language];
  const parts = [plain(descriptions[id].parameters[entry.name]?.[language] ?? "")];
  if (entry.required) parts.push(words.required);
  if (entry.enum !== undefined) parts.push(words.oneOf(entry.enum));
  if (entry.minimum !== undefined && entry.maximum !== undefined) {
    parts.push(words.range(String(entry.minimum), String(entry.maximum)));
  }
  if (entry.minLength !== undefined && entry.maxLength !== undefined && entry.enum === undefined) {
    parts.push(words.length(entry.minLength, entry.maxLength));
  }
  if (entry.default !== undefined) parts.push(words.standard(String(entry.default)));
  return parts.filter((part) => part !== "").join(language === "zh" ? "" : " ");
}
