import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SPEC } from "./source.ts";

/** A small document with everything in it that bundling treats. */
export const FIXTURE = join(import.meta.dirname, "fixtures/document");

/** Runs `use` on a copy of the fixture in which one file is replaced; the copy is gone afterwards. */
export async function changedDocument(
  file: string,
  text: string,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), "hss-document-"));
  try {
    await cp(FIXTURE, copy, { recursive: true });
    const config = await readFile(join(FIXTURE, "redocly.yaml"), "utf8");
    await writeFile(join(copy, "redocly.yaml"), config.replace("../../../rules", join(SPEC, "rules")));
    await writeFile(join(copy, file), text);
    await use(copy);
  } finally {
    await rm(copy, { recursive: true });
  }
}
