import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { HssConfigError } from "../src/index.ts";
import { environmentCredentials, profileCredentials } from "../src/node.ts";
import { rejection } from "./support/client.ts";

const exec = promisify(execFile);

describe("credentials from the environment", () => {
  it("have the names of the official SDKs, and those of the documentation's samples after them", () => {
    const official = { HUAWEICLOUD_SDK_AK: "a", HUAWEICLOUD_SDK_SK: "s" };
    const samples = { CLOUD_SDK_AK: "b", CLOUD_SDK_SK: "t" };
    expect(environmentCredentials({ ...samples, ...official })).toEqual({
      credentials: { ak: "a", sk: "s" },
    });
    expect(environmentCredentials({ ...samples, HUAWEICLOUD_SDK_SECURITY_TOKEN: "of another key" })).toEqual({
      credentials: { ak: "b", sk: "t" },
    });
    expect(
      environmentCredentials({
        ...official,
        HUAWEICLOUD_SDK_SECURITY_TOKEN: "x",
        HUAWEICLOUD_SDK_PROJECT_ID: "p",
      }),
    ).toEqual({ credentials: { ak: "a", sk: "s", securityToken: "x" }, projectId: "p" });
  });

  it("are undefined where there are none", () => {
    expect(environmentCredentials({})).toBeUndefined();
    expect(environmentCredentials({ HUAWEICLOUD_SDK_AK: "", CLOUD_SDK_SK: "" })).toBeUndefined();
  });

  it("are refused where half of a key is missing or empty", () => {
    expect(() => environmentCredentials({ HUAWEICLOUD_SDK_AK: "a" })).toThrow(
      /HUAWEICLOUD_SDK_SK is missing/,
    );
    expect(() => environmentCredentials({ CLOUD_SDK_AK: "", CLOUD_SDK_SK: "s3cr3t" })).toThrow(
      /CLOUD_SDK_AK is empty/,
    );
    expect(() => environmentCredentials({ CLOUD_SDK_SK: "s3cr3t" })).not.toThrow(/s3cr3t/);
  });
});

describe("credentials from a file", () => {
  async function profile(text: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "hss-client-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "credentials");
    await writeFile(file, text);
    return file;
  }

  it("are read as the official SDKs write them", async () => {
    const file = await profile(
      "\uFEFF# mine\r\n[global]\r\nak = no\r\nsk = no\r\n\r\n[basic]\r\n; basic\r\nak = a=b\r\nsk=s \r\nproject_id = p\r\nsecurity_token = x\r\niam_endpoint = https://iam.test\r\n",
    );
    expect(await profileCredentials(file)).toEqual({
      credentials: { ak: "a=b", sk: "s", securityToken: "x" },
      projectId: "p",
    });
  });

  it.each([
    ["a misspelt name", "[basic]\nak = a\nsecret_key = s3cr3t\n", ":3: the name secret_key is unknown"],
    ["a near name", "[basic]\nak = a\nsk = s\nprojectid = s3cr3t\n", 'did you mean "project_id"?'],
    ["a line that is neither", "[basic]\ns3cr3t\n", ":2: neither"],
    ["no sk", "\n[basic]\nak = s3cr3t\n", ":2: the section [basic] has no sk"],
    ["an empty sk", "[basic]\nak = s3cr3t\nsk =\n", ":1: the section [basic] has an empty sk"],
    ["no section", "# nothing\n", "has no section [basic]"],
  ])("are refused for %s, with file and line and without a value", async (_name, text, message) => {
    const file = await profile(text);
    const error = await rejection(profileCredentials(file));
    if (!(error instanceof HssConfigError)) throw error;
    expect(error.message).toContain(file);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("s3cr3t");
  });

  it("are refused where the file that was asked for is not there", async () => {
    const error = await rejection(profileCredentials(join(tmpdir(), "hss-client-nobody", "credentials")));
    expect(error).toBeInstanceOf(HssConfigError);
    expect(String(error)).toContain("cannot be read (ENOENT)");
  });
});

describe("credentials from the file where the official SDKs look", () => {
  /** In a process of its own, since its environment says where to look. */
  async function found(env: Record<string, string>): Promise<unknown> {
    const code = `import { profileCredentials } from ${JSON.stringify(new URL("../src/node.ts", import.meta.url).href)};
      console.log(JSON.stringify((await profileCredentials()) ?? null));`;
    const { stdout } = await exec(process.execPath, ["--input-type=module", "--eval", code], { env });
    return JSON.parse(stdout);
  }

  it("are in the home directory, or where HUAWEICLOUD_SDK_CREDENTIALS_FILE says; nothing there is no error", async () => {
    const home = await mkdtemp(join(tmpdir(), "hss-home-"));
    onTestFinished(() => rm(home, { recursive: true }));
    const env = { HOME: home, USERPROFILE: home };
    expect(await found(env)).toBeNull();
    await mkdir(join(home, ".huaweicloud"));
    await writeFile(join(home, ".huaweicloud", "credentials"), "[global]\nak = x\n");
    expect(await found(env)).toBeNull();
    await writeFile(join(home, ".huaweicloud", "credentials"), "[basic]\nak = a\nsk = s\n");
    expect(await found(env)).toEqual({ credentials: { ak: "a", sk: "s" } });
    await writeFile(join(home, "other"), "[basic]\nak = b\nsk = t\n");
    expect(await found({ ...env, HUAWEICLOUD_SDK_CREDENTIALS_FILE: join(home, "other") })).toEqual({
      credentials: { ak: "b", sk: "t" },
    });
  });
});
