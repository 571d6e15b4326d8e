import { readFile } from "node:fs/promises";
import { parseJson } from "@hss-kit/client/json";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";

/**
 * Reads a body: from a file, from standard input (`-`), or as it stands (`{…}`). Integers keep every digit.
 * @throws Failure that says where the JSON breaks
 */
export async function readBody(source: string, io: Io): Promise<unknown> {
  const { text, from } = await readSource(source, io);
  if (text.trim() === "")
    throw new Failure(`--body: ${from} is empty`, 'It must hold JSON, as {"is_all": true}.');
  try {
    return parseJson(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Failure(`--body: ${from} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

async function readSource(source: string, io: Io): Promise<{ text: string; from: string }> {
  if (/^\s*[{[]/.test(source)) return { text: source, from: "the value" };
  if (source === "-") {
    const interrupted = new Promise<never>((_resolve, reject) => {
      io.signal.addEventListener("abort", () => reject(io.signal.reason), { once: true });
    });
    const from = "standard input";
    return { text: decode(await Promise.race([readAll(io.stdin), interrupted]), from), from };
  }
  const bytes = await readFile(source).catch(({ code }: NodeJS.ErrnoException) => {
    throw new Failure(`--body: ${source} cannot be read (${code})`, [
      "Give the name of a file, - for standard input, or the JSON itself in quotation marks.",
    ]);
  });
  return { text: decode(bytes, source), from: source };
}

/** Bytes that are no text would become other characters, and a condition with them another condition. */
function decode(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(`--body: ${from} is not UTF-8 text`, "Save it as UTF-8: JSON has no other encoding.");
  }
}

async function readAll(stream: Io["stdin"]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
