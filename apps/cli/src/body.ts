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
    return { text: await Promise.race([readAll(io.stdin), interrupted]), from: "standard input" };
  }
  try {
    return { text: await readFile(source, "utf8"), from: source };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(`--body: ${source} cannot be read (${code})`, [
      "Give the name of a file, - for standard input, or the JSON itself in quotation marks.",
    ]);
  }
}

async function readAll(stream: Io["stdin"]): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
