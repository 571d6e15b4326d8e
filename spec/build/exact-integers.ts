import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * Redocly reads numbers as doubles, and 9223372036854775807, the limit of int64, is none: it would be bundled as
 * 9223372036854776000. The integers that lose digits are therefore read from the source a second time, exactly,
 * and put back into the bundle.
 */
export type ExactIntegers = ReadonlyMap<number, bigint>;

/** The texts a bundle is made of, by file name, for `exactIntegers`. */
export async function readSources(folder: string): Promise<Map<string, string>> {
  const files: string[] = [];
  for await (const file of glob(["openapi.yaml", "{paths,components,examples}/**/*.{yaml,json}"], {
    cwd: folder,
  })) {
    files.push(file);
  }
  const texts = files
    .sort()
    .map(async (file): Promise<[string, string]> => [file, await readFile(join(folder, file), "utf8")]);
  return new Map(await Promise.all(texts));
}

/**
 * Each integer of the sources that a double does not hold, by the double it is read as.
 * @throws Error where two different integers become the same double: which one is meant cannot be told afterwards.
 */
export function exactIntegers(sources: ReadonlyMap<string, string>): ExactIntegers {
  const exact = new Map<number, bigint>();
  const foundIn = new Map<number, string>();
  const collect = (value: unknown, file: string): void => {
    if (typeof value === "bigint") {
      const rounded = Number(value);
      if (Number.isSafeInteger(rounded)) return;
      const other = exact.get(rounded);
      if (other !== undefined && other !== value) {
        throw new Error(
          `${file}: ${value} and ${other} (${foundIn.get(rounded)}) are the same double, ${rounded}. ` +
            "Use one of the two in both places, so that the bundle can carry it exactly.",
        );
      }
      exact.set(rounded, value);
      foundIn.set(rounded, file);
    } else if (typeof value === "object" && value !== null) {
      for (const part of Object.values(value)) collect(part, file);
    }
  };
  for (const [file, text] of sources) collect(parsed(text, file), file);
  return exact;
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text, { intAsBigInt: true });
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** A copy of `value` with the exact integers in place of the doubles they were read as. */
export function restore(value: unknown, exact: ExactIntegers): unknown {
  if (typeof value === "number") return exact.get(value) ?? value;
  if (Array.isArray(value)) return value.map((part) => restore(part, exact));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, restore(part, exact)]));
  }
  return value;
}
