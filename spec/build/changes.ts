import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isNode, type Node } from "../rules/redocly.ts";
import type { Change } from "./changes/changes.ts";
import { compareDocuments } from "./changes/operations.ts";

/**
 * The changes as Markdown, for a terminal and for release notes: breaking ones first.
 * @param from what the document is compared with, as a reader knows it
 */
export function changesAsMarkdown(changes: readonly Change[], from: string): string {
  if (changes.length === 0) return `The API is the same as in ${from}.\n`;
  const sections = [
    { title: "Breaking changes of the API", list: changes.filter(({ breaking }) => breaking) },
    { title: "Other changes of the API", list: changes.filter(({ breaking }) => !breaking) },
  ];
  return sections
    .filter(({ list }) => list.length > 0)
    .map(({ title, list }) => `### ${title}\n\nCompared with ${from}.\n\n${list.map(line).join("\n")}\n`)
    .join("\n");
}

function line({ where, text, operations }: Change): string {
  const [first, second, ...others] = operations;
  // The place says it already where it begins with the operation.
  if (first === undefined || where === first || where.startsWith(`${first}:`))
    return `- \`${where}\`: ${text}`;
  const users = [first, second].filter((id) => id !== undefined).join(", ");
  return `- \`${where}\`: ${text} (in ${users}${others.length > 0 ? ` and ${others.length} more` : ""})`;
}

/**
 * A bundle in JSON, with its 64-bit limits to the last digit.
 * @throws Error that says which file is not one, and what to do.
 */
export async function readBundle(file: string): Promise<Node> {
  const exactly = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
      ? BigInt(context?.source ?? "")
      : value;
  let document: unknown;
  try {
    document = JSON.parse(await readFile(file, "utf8"), exactly);
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  if (!isNode(document) || !isNode(document.paths)) {
    throw new Error(`${file} is no OpenAPI document: give a bundle such as hss.en.json of @hss-kit/spec.`);
  }
  return document;
}

/**
 * What has changed in the document of `folder` since its last release, or since the bundle `from`, as Markdown.
 * @throws Error where a bundle cannot be read
 */
export async function changesSince(folder: string, from?: string): Promise<string> {
  const released = join(folder, "released/hss.en.json");
  if (from === undefined && !existsSync(released)) {
    return "There is no release to compare with: spec/released/hss.en.json does not exist yet.\n";
  }
  const before = await readBundle(from ?? released);
  const after = await readBundle(join(folder, "dist/hss.en.json"));
  return changesAsMarkdown(compareDocuments(before, after), from ?? "the last release");
}

if (import.meta.main) {
  try {
    // `pnpm changes -- --from FILE` hands the `--` on.
    const args = process.argv.slice(2).filter((arg, index) => index > 0 || arg !== "--");
    const { from } = parseArgs({ args, options: { from: { type: "string" } } }).values;
    // pnpm runs this in spec/, wherever it was typed.
    const file = from === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", from);
    process.stdout.write(await changesSince(join(import.meta.dirname, ".."), file));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
