import { parseJson } from "@hss-kit/client/json";
import { describe, expect } from "vitest";
import { Cli, hssScan } from "./support/cli.ts";
import { FAST, serviceTest as test } from "./support/service.ts";

describe("hss-scan scan, against the emulator", () => {
  test("0: an image without findings passes the strictest gate", async ({ service: { env } }) => {
    const { code, stdout, stderr } = await hssScan(["scan", "tests/clean:1.0", "--fail-on", "low", ...FAST], {
      env,
    });
    expect(stderr).toMatch(/Gate passed: nothing as bad as low\./);
    expect(stdout).toMatch(/^tests\/clean:1\.0 .* passed$/m);
    expect(code).toBe(0);
  });

  test("2: an image with findings does not", async ({ service: { env } }) => {
    const { code, stdout, stderr } = await hssScan(
      ["scan", "tests/worn:1.0", "--fail-on", "critical", ...FAST],
      { env },
    );
    expect(stderr).toMatch(/Gate failed: critical or worse in 1 of 1 image \(tests\/worn:1\.0\)\./);
    expect(stdout).toMatch(/450 vulnerabilities/);
    expect(code).toBe(2);
  });

  test("2 wins over 3 where both are true", async ({ service: { env } }) => {
    const images = ["tests/worn:1.0", "tests/broken:1.0"];
    const { code, stderr } = await hssScan(["scan", ...images, "--fail-on", "high", ...FAST], { env });
    expect(stderr).toMatch(/Incomplete: 1 of 2 images was not scanned/);
    expect(code).toBe(2);
  });

  test("3: a scan of which a part failed, with and without a gate", async ({ service: { env } }) => {
    const images = ["tests/clean:1.0", "tests/broken:1.0"];
    const gated = await hssScan(["scan", ...images, "--fail-on", "critical", ...FAST], { env });
    expect(gated.stderr).toMatch(/Gate not passed: what was not scanned has not been judged/);
    expect(gated.stdout).toMatch(/^tests\/broken:1\.0 +download_failed$/m);
    expect(gated.code).toBe(3);
    const plain = await hssScan(["scan", "tests/broken:1.0", "--wait", ...FAST], { env });
    expect(plain.stderr).not.toMatch(/Gate/);
    expect(plain.code).toBe(3);
  });

  test("a query that finds no image passes no gate, and is no failure without one", async ({
    service: { env },
  }) => {
    const query = ["scan", "--image-name", "nobody-has-this", ...FAST];
    const gated = await hssScan([...query, "--fail-on", "critical"], { env });
    const plain = await hssScan([...query, "--wait"], { env });
    // Whether such a scan is refused or empty is the service's to say; neither may pass a gate.
    expect(gated.code).not.toBe(0);
    expect(plain.stderr).toMatch(/nothing was scanned|answered 400/);
  });

  test("a record id beyond 2^53 finds its image", async ({ service: { env } }) => {
    const { code, stdout } = await hssScan(
      ["scan", "--id", "9007199254740995", "--format", "json", ...FAST],
      { env },
    );
    expect(parseJson(stdout)).toMatchObject({
      formatVersion: 1,
      state: "succeeded",
      images: [{ name: "tests/clean:1.0", record: { id: 9_007_199_254_740_995n } }],
    });
    expect(code).toBe(0);
  });

  test("conditions choose images", async ({ service: { env } }) => {
    const args = [
      "scan",
      "--namespace",
      "tests",
      "--image-name",
      "worn",
      "--scope",
      "vulnerabilities",
      "--format",
      "json",
    ];
    const { stdout } = await hssScan([...args, ...FAST], { env });
    expect(parseJson(stdout)).toMatchObject({
      scope: ["vulnerabilities"],
      gate: null,
      images: [{ name: "tests/worn:1.0", vulnerabilities: { length: 450 } }],
    });
  });

  test("SARIF goes to standard output, progress to standard error", async ({ service: { env } }) => {
    const { code, stdout, stderr } = await hssScan(["scan", "tests/worn:1.0", "--format", "sarif", ...FAST], {
      env,
    });
    expect(JSON.parse(stdout)).toMatchObject({ version: "2.1.0", runs: [{ results: { length: 451 } }] });
    expect(stderr).toMatch(/^Scanning: 100%, 1 of 1 image scanned$/m);
    expect(stderr).not.toContain("\u001b");
    expect(code).toBe(0);
  });

  test("local images are judged by their severity level", async ({ service: { env } }) => {
    const args = ["scan", "--local", "redis:1.2", "--format", "json", "--fail-on", "low", ...FAST];
    const { code, stdout } = await hssScan(args, { env });
    const report = parseJson(stdout) as {
      images: { verdict: string; record: { severity_level: string } }[];
    };
    expect(report.images).toMatchObject([{ type: "local", vulnerabilities: null }]);
    const passes = report.images[0]?.record.severity_level === "Security";
    expect(code).toBe(passes ? 0 : 2);
  });

  test("without --wait the id is all that standard output has", async ({ service: { env } }) => {
    const { code, stdout, stderr } = await hssScan(["scan", "tests/clean:1.0"], { env });
    expect(stdout).toMatch(/^[\w-]+\n$/);
    expect(stderr).toContain(`hss-scan scan --resume ${stdout.trim()}\n`);
    expect(stderr).toContain(`hss-scan task stop ${stdout.trim()}\n`);
    expect(code).toBe(0);
    const resumed = await hssScan(["scan", "--resume", stdout.trim(), "--fail-on", "low", ...FAST], { env });
    expect(resumed.stderr).toMatch(/Gate passed/);
    expect(resumed.code).toBe(0);
  });
});

describe("however it is used", () => {
  test("it does not stay when nobody waits", async ({ service: { env } }) => {
    // This scan takes longer than the test may.
    const { code, stdout } = await hssScan(["scan", "tests/slow:1.0"], { env });
    expect(code).toBe(0);
    expect((await hssScan(["task", "stop", stdout.trim()], { env })).code).toBe(0);
  });

  test("a reader that leaves does not let a failed gate pass", async ({ service: { env } }) => {
    const cli = new Cli(["scan", "tests/worn:1.0", "--fail-on", "high", "--format", "json", ...FAST], {
      env,
    });
    cli.process.stdout?.destroy();
    expect((await cli.end()).code).toBe(2);
  });
});

describe("references", () => {
  test("that several images fit are refused with the candidates", async ({ service: { env } }) => {
    const { code, stderr } = await hssScan(["scan", "nginx", "--wait"], { env });
    expect(stderr).toMatch(/^error: "nginx" could be any of \d+ images; name one$/m);
    expect(stderr).toMatch(/^ {2}平台组\/nginx:1\.0\.0 {2}--id 9223372036854775807 /m);
    expect(code).toBe(1);
  });

  test("that one option more makes clear are found", async ({ service: { env } }) => {
    const list = await hssScan(["api", "listRegistryImages", "--image-name", "nginx"], { env });
    const { data_list: images } = parseJson(list.stdout) as {
      data_list: { id: bigint; registry_name: string; image_version: string; namespace: string }[];
    };
    const wanted = images.find(({ image_version: version }) => version === "latest");
    const { code, stdout } = await hssScan(
      ["scan", "nginx:latest", "--registry-name", wanted?.registry_name ?? "", "--format", "json", ...FAST],
      { env },
    );
    expect([0, 3]).toContain(code);
    expect(stdout).toContain(`${wanted?.namespace}/nginx:latest`);
  });

  test("with a slash in the name, and by digest, are found; what cannot be scanned is not sent", async ({
    service: { env },
  }) => {
    const list = await hssScan(["api", "listRegistryImages", "--image-name", "ml/推理服务"], { env });
    const { data_list: images } = parseJson(list.stdout) as {
      data_list: { namespace: string; image_digest: string; scannable: boolean }[];
    };
    expect(new Set(images.map(({ scannable }) => scannable))).toEqual(new Set([true, false]));
    for (const image of images) {
      const reference = `${image.namespace}/ml/推理服务@${image.image_digest}`;
      const { stdout, stderr } = await hssScan(["scan", reference], { env });
      if (image.scannable) expect(stdout).toMatch(/^[\w-]+\n$/);
      else expect(stderr).toMatch(/^error: ".*" cannot be scanned: HSS lists it as not scannable$/m);
    }
  });

  test("that nobody knows are refused, and nothing is started", async ({ service: { env } }) => {
    const { code, stderr } = await hssScan(["scan", "tests/clean:9.9", "--wait"], { env });
    expect(stderr).toMatch(/no image "tests\/clean:9\.9" is known to HSS in this project$/m);
    expect(stderr).toMatch(/listRegistryImages --image-name clean/);
    const narrowed = await hssScan(["scan", "tests/clean:1.0", "--registry-name", "nosuch"], { env });
    expect(narrowed.stderr).toMatch(/no image "tests\/clean:1\.0" is known to HSS in the registry nosuch$/m);
    expect(code).toBe(1);
  });
});
