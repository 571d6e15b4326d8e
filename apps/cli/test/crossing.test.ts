import { parseJson } from "@hss-kit/client/json";
import { createEmulator, systemClock } from "@hss-kit/emulator";
import { serve } from "@hss-kit/emulator/node";
import { afterEach, describe, expect, it } from "vitest";
import { hssScan } from "./support/cli.ts";
import { environment } from "./support/service.ts";

const images = [
  { image_name: "one", namespace: "tests", id: 21, duration: 60_000 },
  { image_name: "broken", namespace: "tests", id: 23, fails: "download_failed" },
  { image_name: "two", namespace: "tests", id: 22, duration: 240_000, vulnerabilities: 3 },
] as const;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** An emulator that answers no creation before two of them have come: two pipelines at the same moment. */
async function crossing(): Promise<{ env: Record<string, string>; created: () => number }> {
  const emulator = createEmulator({ images, clock: systemClock({ speed: 200 }) });
  let release = () => {};
  const both = new Promise<void>((resolve) => {
    release = resolve;
  });
  let created = 0;
  const server = await serve({
    async fetch(input, init) {
      if (input instanceof Request && input.method === "POST") {
        created++;
        if (created === 2) release();
        await both;
      }
      return emulator.fetch(input, init);
    },
  });
  open.push(server);
  return { env: environment(server.url), created: () => created };
}

const pipeline = (image: string, env: Record<string, string>, ...more: string[]) =>
  hssScan(
    ["scan", image, "--scope", "vulnerabilities", "--format", "json", "--poll-interval", "100ms", ...more],
    { env },
  );

describe("two pipelines at the same moment", () => {
  it("each follow their own scan where they scan different images", async () => {
    const { env, created } = await crossing();
    const [one, two] = await Promise.all([
      pipeline("tests/one:1.0", env, "--fail-on", "low"),
      pipeline("tests/two:1.0", env, "--fail-on", "low"),
    ]);
    expect([one.code, two.code], one.stderr + two.stderr).toEqual([0, 2]);
    expect(parseJson(one.stdout)).toMatchObject({ images: [{ name: "tests/one:1.0" }] });
    expect(parseJson(two.stdout)).toMatchObject({ images: [{ name: "tests/two:1.0" }] });
    const ids = [one, two].map(
      ({ stdout }) => (parseJson(stdout) as { task: { task_id: string } }).task.task_id,
    );
    expect(new Set(ids).size).toBe(2);
    expect(created()).toBe(2);
  });

  it("3: are told what to do where nothing tells their scans apart", async () => {
    const { env, created } = await crossing();
    const both = await Promise.all([1, 2].map(() => pipeline("tests/broken:1.0", env, "--fail-on", "high")));
    for (const { code, stdout, stderr } of both) {
      expect(stderr).toMatch(/^error: 2 new scan tasks fit what was asked for/m);
      expect(stderr).toMatch(/^See which is yours: {2}hss-scan task list --task-type manual$/m);
      expect(stderr).toMatch(/^Then wait for it: {4}hss-scan scan --resume <its id>$/m);
      expect(stderr).toMatch(/--rate-limit/);
      expect(stderr).not.toMatch(/Follow it|Stop it|--fail-on/);
      expect(stdout).toBe("");
      expect(code).toBe(3);
    }
    expect(created()).toBe(2);
  });

  it("are told apart at once where each has its own --rate-limit", async () => {
    const { env } = await crossing();
    const [one, two] = await Promise.all(
      ["901", "902"].map((rate) => pipeline("tests/one:1.0", env, "--rate-limit", rate)),
    );
    expect([one?.code, two?.code]).toEqual([0, 0]);
    expect(parseJson(one?.stdout ?? "")).toMatchObject({ task: { rate_limit: 901 } });
    expect(parseJson(two?.stdout ?? "")).toMatchObject({ task: { rate_limit: 902 } });
  });
});
