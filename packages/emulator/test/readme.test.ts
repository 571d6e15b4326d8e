import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("..", import.meta.url));

async function blocks(file: string): Promise<string[]> {
  const text = await readFile(new URL(`../${file}`, import.meta.url), "utf8");
  const found = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  // The client is not a dependency of this package: its own tests run that line.
  return found.filter((code) => !code.includes("@hss-kit/client"));
}

test.each(["README.md", "README.zh.md"])("the examples of %s run as they are", async (file) => {
  const [inTest = "", server = "", ...more] = await blocks(file);
  expect(more).toEqual([]);
  const execute = (code: string) =>
    run(process.execPath, ["--input-type=module", "-e", code], { cwd: folder });
  const scan = await execute(inTest);
  expect(scan.stdout).toMatch(/"task_status":100.*"failed_num":[1-9]/);
  expect((await execute(server)).stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+ /);
});

test("both READMEs hold the same tables: every row has its twin", async () => {
  const rows = async (file: string) => {
    const text = await readFile(new URL(`../${file}`, import.meta.url), "utf8");
    return text.split("\n").filter((line) => line.startsWith("|")).length;
  };
  expect(await rows("README.zh.md")).toBe(await rows("README.md"));
});
