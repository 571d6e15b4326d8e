import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Makes a folder hold these files and nothing else. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!files.has(name)) await rm(join(folder, name), { recursive: true });
  }
  for (const [name, text] of files) await writeFile(join(folder, name), text);
}

/** What is different between a folder and the files it should hold, a line each; empty when it is fresh. */
export async function staleFiles(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const present = new Set(await readdir(folder).catch(() => []));
  const lines: string[] = [];
  for (const [name, text] of files) {
    if (!present.delete(name)) lines.push(`${name} is missing`);
    else if ((await readFile(join(folder, name), "utf8")) !== text) lines.push(`${name} is out of date`);
  }
  for (const name of present) lines.push(`${name} should not be there`);
  return lines.sort();
}
