import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";

const START = `
  const { startPrismMock } = await import(${JSON.stringify(new URL("../src/mock.ts", import.meta.url).href)});
  console.log((await startPrismMock()).url);
`;

async function startInAnotherProcess(ending: string) {
  const owner = spawn(process.execPath, ["--input-type=module", "--eval", START + ending], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = await once(owner.stdout.setEncoding("utf8"), "data");
  return { owner, url: String(url).trim() };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

test("Prism ends with the process that started it, even when that is killed", async () => {
  const { owner, url } = await startInAnotherProcess("setInterval(() => {}, 1000);");
  expect(await answers(url)).toBe(true);
  owner.kill("SIGKILL");
  await vi.waitUntil(async () => !(await answers(url)), { timeout: 10_000, interval: 50 });
});

test("Prism ends with a process that exits without closing it", async () => {
  const { url } = await startInAnotherProcess("process.exit(0);");
  await vi.waitUntil(async () => !(await answers(url)), { timeout: 10_000, interval: 50 });
});
