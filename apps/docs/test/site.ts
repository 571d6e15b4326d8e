import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Language } from "../src/languages.ts";
import { type OpenApi, operationsOf } from "../src/operations.ts";

/** The built pages; `turbo run test` builds them first, else: `pnpm build` in this package. */
export const dist = join(import.meta.dirname, "..", "dist");

export const readDist = (path: string): Promise<string> => readFile(join(dist, path), "utf8");

export async function readBundle(language: Language): Promise<OpenApi> {
  return JSON.parse(await readDist(`${language}/hss.${language}.json`));
}

export async function operationIds(): Promise<string[]> {
  return operationsOf(await readBundle("en")).map(({ operationId }) => operationId);
}
