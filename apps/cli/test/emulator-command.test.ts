import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it, test } from "vitest";
import { Cli, hssScan } from "./support/cli.ts";

/** The variables that it prints, as a shell that reads them would set them. */
function exported(stdout: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(stdout.matchAll(/^export (\w+)=(.*)$/gm), ([, name, value]) => [name, value]),
  );
}

test("hss-scan emulator prints what to paste, serves a whole scan, and stops on Ctrl-C", async () => {
  const emulator = new Cli(["emulator", "--speed", "20000", "--seed", "7"]);
  await emulator.until(/HUAWEICLOUD_SDK_PROJECT_ID=.*\n/);
  const env = exported(emulator.stdout);
  expect(Object.keys(env)).toEqual([
    "HSS_ENDPOINT",
    "HUAWEICLOUD_SDK_AK",
    "HUAWEICLOUD_SDK_SK",
    "HUAWEICLOUD_SDK_PROJECT_ID",
  ]);
  expect(emulator.stdout.replaceAll(/^export \w+=\S+\n/gm, "")).toBe("");
  const scan = await hssScan(["scan", "--all", "--wait", "--poll-interval", "20ms"], { env });
  expect(scan.stdout).toMatch(
    /^Scan \S+ done in part: \d+ images scanned, \d+ not scanned, \d+ vulnerabilities/m,
  );
  expect(scan.code).toBe(3);

  emulator.process.kill("SIGINT");
  const { code, stderr } = await emulator.end();
  expect(stderr).toMatch(/its time runs 20000 times as fast/);
  expect(stderr).toMatch(/The emulator has stopped\./);
  expect(code).toBe(0);
  expect((await hssScan(["task", "list"], { env })).stderr).toMatch(/connection/);
});

test("into a file go the variables, and whoever reads standard error is told so", async () => {
  const emulator = new Cli(["emulator"]);
  await emulator.until(/HUAWEICLOUD_SDK_PROJECT_ID=.*\n/);
  emulator.process.kill("SIGTERM");
  const { stderr } = await emulator.end();
  expect(stderr).toMatch(/^The variables for other commands are on standard output/m);
  expect(stderr).not.toMatch(/Paste|\n\n/);
});

test("the same seed gives the same images", async () => {
  const list = async (seed: string) => {
    const emulator = new Cli(["emulator", "--seed", seed]);
    await emulator.until(/HUAWEICLOUD_SDK_PROJECT_ID=.*\n/);
    const { stdout } = await hssScan(["api", "listImageLocal"], { env: exported(emulator.stdout) });
    emulator.process.kill("SIGTERM");
    await emulator.end();
    return stdout.match(/"image_id": "\w+"/g);
  };
  const [first, second, third] = await Promise.all([list("5"), list("5"), list("6")]);
  expect(first).toEqual(second);
  expect(first).not.toEqual(third);
});

test("1: a port in use is one clear line", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  try {
    const { code, stdout, stderr } = await hssScan(["emulator", "--port", port]);
    expect(stderr).toMatch(new RegExp(`^error: Port ${port} on 127\\.0\\.0\\.1 is in use\\..*\\n$`));
    expect(stdout).toBe("");
    expect(code).toBe(1);
  } finally {
    server.close();
  }
});

it.each([
  [["--port", "65536"], /Give a whole number from 0 to 65535/],
  [["--port", "http"], /Give a whole number from 0 to 65535/],
  [["--speed", "0"], /Give a number above 0/],
  [["--seed", "one"], /Give a whole number/],
])("1: hss-scan emulator %j", async (args, message) => {
  const { code, stderr } = await hssScan(["emulator", ...args]);
  expect(stderr).toMatch(message);
  expect(code).toBe(1);
});
