import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const EXAMPLE = fileURLToPath(new URL("../examples/one-scan.ts", import.meta.url));

async function run(): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [EXAMPLE], { stdio: ["ignore", "pipe", "pipe"], env: {} });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, output };
}

it("the example runs by itself, says what it asked and what was found, and says the same each time", async () => {
  const { code, output } = await run();
  expect(code, output).toBe(0);
  const topics = output.match(/^[a-z].{9}/gm)?.map((topic) => topic.trim());
  expect(topics).toEqual(["asked", "task", "progress", "ended", "found", "for real"]);
  expect(output).toMatch(/POST \/v5\/\{project_id\}\/image\/image-scan\/tasks\?global_image_type=registry/);
  expect(output).toMatch(/\[#{20}\] {2}100 %/);
  expect(output).toMatch(/[\d,]+ vulnerabilities in \d+ of \d+ images/);
  expect((await run()).output).toBe(output);
});
