import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { isNode, type Node } from "../rules/redocly.ts";
import { hasChinese } from "../rules/texts.ts";
import type { ErrorCode } from "./declarations/errors.d.ts";

const TEXTS = ["meaning", "cause", "action"];
const KEYS = ["code", "statuses", "origin", "sources", "en", "zh"];

/**
 * The table of errors.yaml, sorted by code.
 * @throws Error that lists every fault with the code and the field it concerns, and how to correct it.
 */
export function parseErrors(yaml: string): ErrorCode[] {
  const entries: unknown = parse(yaml);
  if (!Array.isArray(entries))
    throw new Error("errors.yaml: write a list of codes, each beginning with `- code:`");
  const codes = entries.map((entry: unknown) => (isNode(entry) ? entry.code : undefined));
  const faults = entries.flatMap((entry: unknown, index) => {
    const found = isNode(entry) ? faultsOf(entry) : ["is no object: begin it with `- code:`"];
    if (codes.indexOf(codes[index]) !== index) found.push("is there twice: make one entry of the two");
    return found.map((fault) => `errors.yaml: ${codes[index] ?? `entry ${index + 1}`} ${fault}`);
  });
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return (entries as ErrorCode[]).sort((one, other) => (one.code < other.code ? -1 : 1));
}

function faultsOf(entry: Node): string[] {
  const { code, statuses, origin, sources } = entry;
  const faults: string[] = [];
  if (typeof code !== "string" || !/^(HSS|APIGW)\.\d{4}$/.test(code)) {
    faults.push("is no code: write HSS. or APIGW. and four digits");
  } else if (origin !== (code.startsWith("HSS.") ? "hss" : "gateway")) {
    faults.push(`has origin ${JSON.stringify(origin)}: write hss for HSS.…, gateway for APIGW.…`);
  }
  if (
    !isListOf(statuses, (status) => Number.isInteger(status) && Number(status) >= 400 && Number(status) < 600)
  ) {
    faults.push(`has statuses ${JSON.stringify(statuses)}: list HTTP statuses from 400 to 599`);
  }
  if (!isListOf(sources, (source) => source === "doc" || source === "live")) {
    faults.push(`has sources ${JSON.stringify(sources)}: list doc, live or both`);
  }
  for (const language of ["en", "zh"]) {
    const texts = entry[language];
    for (const name of TEXTS) {
      const text = isNode(texts) ? texts[name] : undefined;
      if (typeof text !== "string" || text.trim() === "") {
        faults.push(`has no ${language}.${name}: write it`);
      } else if (hasChinese(text) !== (language === "zh")) {
        faults.push(`has ${language}.${name} in the wrong language: ${JSON.stringify(text)}`);
      }
    }
    for (const name of isNode(texts) ? Object.keys(texts) : []) {
      if (!TEXTS.includes(name))
        faults.push(`has ${language}.${name}, which nobody reads: use ${TEXTS.join(", ")}`);
    }
  }
  for (const key of Object.keys(entry)) {
    if (!KEYS.includes(key)) faults.push(`has ${key}, which nobody reads: use ${KEYS.join(", ")}`);
  }
  return faults;
}

function isListOf(value: unknown, belongs: (part: unknown) => boolean): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every(belongs) && new Set(value).size === value.length
  );
}

/** Writes errors.json, errors.yaml and the types of what the package exports to `output`. */
export async function writeErrors(folder: string, output: string): Promise<void> {
  const errors = parseErrors(await readFile(join(folder, "errors.yaml"), "utf8"));
  await mkdir(output, { recursive: true });
  await writeFile(join(output, "errors.json"), `${JSON.stringify(errors, undefined, 2)}\n`);
  await writeFile(join(output, "errors.yaml"), stringify(errors, { lineWidth: 0 }));
  for (const name of ["errors.d.ts", "document.d.ts"]) {
    await copyFile(join(import.meta.dirname, "declarations", name), join(output, name));
  }
}
