import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_KEY, DEFAULT_PROJECT_ID, DEFAULT_TOKEN } from "@hss-kit/emulator";
import { describe, expect, test as plainTest } from "vitest";
import { type CliResult, hssScan } from "./support/cli.ts";
import { serviceTest } from "./support/service.ts";

// biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures are wanted from the pattern
const test = serviceTest.extend("folder", async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), "hss-scan-"));
  onCleanup(() => rm(folder, { recursive: true }));
  return folder;
});
const LIST = ["task", "list"];
const SECRET = "s3cret-value-nobody-may-see";

function expectNoSecret({ stdout, stderr }: CliResult): void {
  expect(stdout + stderr).not.toContain(SECRET);
}

describe("5: without usable credentials", () => {
  test("missing", async ({ service: { url } }) => {
    const { code, stderr } = await hssScan(LIST, { env: { HSS_ENDPOINT: url } });
    expect(stderr).toMatch(/^error: no credentials$/m);
    expect(stderr).toMatch(/HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK/);
    expect(code).toBe(5);
  });

  test("empty, as a pipeline sets a secret that it does not have", async ({ service: { env } }) => {
    const both = await hssScan(LIST, { env: { ...env, HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" } });
    expect(both.stderr).toMatch(/HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are empty/);
    expect(both.code).toBe(5);
    const half = await hssScan(LIST, { env: { ...env, HUAWEICLOUD_SDK_SK: "" } });
    expect(half.stderr).toMatch(/HUAWEICLOUD_SDK_SK is empty/);
    expect(half.code).toBe(5);
  });

  test("refused", async ({ service: { env } }) => {
    const result = await hssScan(LIST, { env: { ...env, HUAWEICLOUD_SDK_SK: SECRET } });
    expect(result.stderr).toMatch(/answered 401 APIGW\.0301/);
    expect(result.stderr).toMatch(/The credentials were refused/);
    expect(result.code).toBe(5);
    expectNoSecret(result);
  });

  test("a token that is none", async ({ service: { env } }) => {
    const result = await hssScan(LIST, { env: { ...env, HSS_TOKEN: SECRET } });
    expect(result.code).toBe(5);
    expectNoSecret(result);
  });

  test("with a line break in it", async ({ service: { env } }) => {
    const result = await hssScan(LIST, { env: { ...env, HUAWEICLOUD_SDK_SK: `${SECRET}\n` } });
    expect(result.stderr).toMatch(/credentials\.sk holds a blank, a line break/);
    expect(result.code).toBe(5);
    expectNoSecret(result);
  });

  test("files that are missing, empty or broken", async ({ service: { url }, folder }) => {
    const env = { HSS_ENDPOINT: url, HUAWEICLOUD_SDK_PROJECT_ID: DEFAULT_PROJECT_ID };
    await writeFile(join(folder, "empty"), "\n");
    await writeFile(join(folder, "broken"), `[basic]\nak = A\n${SECRET}\n`);
    for (const [args, message] of [
      [["--token-file", "missing"], /token file missing cannot be read \(ENOENT\)/],
      [["--token-file", "empty"], /token file empty is empty/],
      [["--profile-file", "missing"], /missing cannot be read/],
      [["--profile-file", "broken"], /broken:3: neither a \[section\] nor/],
    ] as const) {
      const result = await hssScan([...LIST, ...args], { env, cwd: folder });
      expect(result.stderr).toMatch(message);
      expect(result.code).toBe(5);
      expectNoSecret(result);
    }
  });
});

describe("credentials are found", () => {
  test("in a token file, a profile, a token and the names of the samples", async ({
    service: { url },
    folder,
  }) => {
    const place = { HSS_ENDPOINT: url };
    const project = { HUAWEICLOUD_SDK_PROJECT_ID: DEFAULT_PROJECT_ID };
    const { ak, sk } = DEFAULT_KEY;
    await writeFile(join(folder, "token"), `${DEFAULT_TOKEN}\n`);
    await writeFile(
      join(folder, "profile"),
      `[basic]\nak=${ak}\nsk=${sk}\nproject_id=${DEFAULT_PROJECT_ID}\n`,
    );
    for (const [args, env] of [
      [["--token-file", "token"], project],
      [["--profile-file", "profile"], {}],
      [[], { ...project, HSS_TOKEN: DEFAULT_TOKEN }],
      [[], { ...project, CLOUD_SDK_AK: ak, CLOUD_SDK_SK: sk }],
      [["--project-id", DEFAULT_PROJECT_ID], { HUAWEICLOUD_SDK_AK: ak, HUAWEICLOUD_SDK_SK: sk }],
    ] as const) {
      const { code, stderr } = await hssScan([...LIST, ...args], { env: { ...place, ...env }, cwd: folder });
      expect(stderr).toMatch(/\d tasks?\./);
      expect(code).toBe(0);
    }
  });

  test("a file that is named wins over the environment", async ({ service: { env }, folder }) => {
    await writeFile(join(folder, "token"), "none-that-works");
    expect((await hssScan([...LIST, "--token-file", "token"], { env, cwd: folder })).code).toBe(5);
  });
});

describe("1: what is missing or wrong besides", () => {
  const key = { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: SECRET };

  plainTest.for([
    [[], {}, /^error: no region$/m],
    [["--region", "cn-nrth-4"], {}, /region "cn-nrth-4" is unknown; did you mean "cn-north-4"\?/],
    [["--region", "cn-north-4"], {}, /^error: no project id$/m],
    [["--endpoint", "ftp://x", "--project-id", "p"], {}, /endpoint is not a URL/],
    [["--endpoint", "http://127.0.0.1:1", "--project-id", ""], {}, /--project-id is empty/],
    [["--token-file", "a", "--profile-file", "b", "--region", "cn-north-4"], {}, /are both given/],
  ] as const)("%j", async ([args, env, message], { expect }) => {
    const withProject = args.some((word) => word === "cn-nrth-4") ? ["--project-id", "p"] : [];
    const result = await hssScan([...LIST, ...args, ...withProject], { env: { ...key, ...env } });
    expect(result.stderr).toMatch(message);
    expect(result.code).toBe(1);
    expectNoSecret(result);
  });

  test("an option for a secret does not exist, and who types one is told where it goes", async () => {
    for (const args of [
      ["--sk", SECRET],
      [`--sk=${SECRET}`],
      ["--token", SECRET],
      ["--access-key", SECRET],
    ]) {
      const result = await hssScan([...LIST, ...args]);
      expect(result.stderr).toMatch(
        /^error: there is no option --[\w-]+: secrets are not taken as arguments$/m,
      );
      expect(result.stderr).toMatch(/HUAWEICLOUD_SDK_AK/);
      expect(result.code).toBe(1);
      expectNoSecret(result);
    }
  });

  test("the value of an unknown option is not repeated", async () => {
    const result = await hssScan([...LIST, `--huawei-key=${SECRET}`]);
    expect(result.stderr).toMatch(/^error: unknown option '--huawei-key'$/m);
    expectNoSecret(result);
  });

  test("a note says that HSS_ENDPOINT wins over --region", async ({ service: { env } }) => {
    const { code, stderr } = await hssScan([...LIST, "--region", "cn-north-4"], { env });
    expect(stderr).toMatch(/Note: HSS_ENDPOINT is set/);
    expect(code).toBe(0);
  });
});
