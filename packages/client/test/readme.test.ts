import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const exec = promisify(execFile);
const PACKAGE = join(import.meta.dirname, "..");

async function blocksOf(file: string): Promise<string[]> {
  const text = await readFile(join(PACKAGE, file), "utf8");
  return Array.from(text.matchAll(/^```ts\n(.*?)^```$/gms), (match) => match[1] ?? "");
}

it.each(["README.md", "README.zh.md"])(
  "the code in %s compiles, and the part with the emulator runs",
  async (file) => {
    const blocks = await blocksOf(file);
    expect(blocks).toHaveLength(3);
    // Inside the package, so that its own name and its dependencies are found from there.
    await mkdir(join(PACKAGE, ".reports"), { recursive: true });
    const folder = await mkdtemp(join(PACKAGE, ".reports", "readme-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const [index, block] of blocks.entries()) await writeFile(join(folder, `block-${index}.ts`), block);
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"] }),
    );
    await exec("tsc", ["-p", folder]);
    const { stdout } = await exec(process.execPath, [join(folder, "block-1.ts")]);
    expect(stdout).toMatch(/^(succeeded|partial) [1-9]\d*\n$/);
  },
);

it("both languages show the same code", async () => {
  const [english, chinese] = await Promise.all(["README.md", "README.zh.md"].map(blocksOf));
  // Comments and words for people differ.
  const bare = (blocks: string[] | undefined) =>
    blocks?.map((block) => block.replace(/\/\/.*$/gm, "//").replace(/"[^"\n]*"|`[^`]*`/g, '""'));
  expect(bare(chinese)).toEqual(bare(english));
});
