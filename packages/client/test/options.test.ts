import { describe, expect, it } from "vitest";
import { type ClientOptions, createClient, HssConfigError } from "../src/index.ts";
import { json } from "./support/client.ts";

const GOOD = {
  region: "cn-north-4",
  credentials: { ak: "AK12345", sk: "secret-1" },
  projectId: "p",
} as const;

function configError(options: unknown): HssConfigError {
  try {
    createClient(options as ClientOptions);
  } catch (error) {
    if (error instanceof HssConfigError) return error;
    throw error;
  }
  throw new Error("the options were accepted");
}

describe("createClient", () => {
  it.each<[string, object | undefined, string, RegExp]>([
    [
      "a misspelt region",
      { ...GOOD, region: "cn-nroth-4" },
      "region",
      /"cn-nroth-4".*did you mean "cn-north-4"/,
    ],
    ["a name of every object as region", { ...GOOD, region: "toString" }, "region", /unknown/],
    ["no region", { ...GOOD, region: undefined }, "region", /region is missing/],
    ["region and endpoint", { ...GOOD, endpoint: "https://x.test" }, "endpoint", /both/],
    ["an endpoint that is no URL", { ...GOOD, region: undefined, endpoint: "x.test" }, "endpoint", /https:/],
    [
      "an endpoint of another scheme",
      { ...GOOD, region: undefined, endpoint: "ftp://x" },
      "endpoint",
      /https:/,
    ],
    [
      "an endpoint with a password",
      { ...GOOD, region: undefined, endpoint: "https://u:p4ss@x.test" },
      "endpoint",
      /credentials/,
    ],
    ["no project id", { ...GOOD, projectId: undefined }, "projectId", /projectId is missing/],
    ["an empty project id", { ...GOOD, projectId: "" }, "projectId", /projectId is empty/],
    ["a project id with a line break", { ...GOOD, projectId: "p\n" }, "projectId", /blanks/],
    ["an unknown option", { ...GOOD, porjectId: "p" }, "porjectId", /did you mean "projectId"/],
    ["no credentials", { ...GOOD, credentials: undefined }, "credentials", /missing/],
    [
      "an empty key",
      { ...GOOD, credentials: { ak: "AK", sk: "" } },
      "credentials.sk",
      /credentials.sk is empty/,
    ],
    ["half a key", { ...GOOD, credentials: { sk: "x" } }, "credentials.ak", /credentials.ak is missing/],
    ["an empty token", { ...GOOD, credentials: { token: "" } }, "credentials.token", /empty/],
    [
      "a key with a line break",
      { ...GOOD, credentials: { ak: "AK", sk: "s3cr3t\n" } },
      "credentials.sk",
      /line break/,
    ],
    [
      "token and key",
      { ...GOOD, credentials: { token: "t0ken", ak: "a", sk: "b" } },
      "credentials",
      /token and a key/,
    ],
    [
      "a misspelt field",
      { ...GOOD, credentials: { ak: "a", sk: "b", securitytoken: "t0ken" } },
      "credentials.securitytoken",
      /did you mean "securityToken"/,
    ],
    ["a timeout of 0", { ...GOOD, timeout: 0 }, "timeout", /timeout is 0/],
    ["a deadline that is no number", { ...GOOD, deadline: "1m" }, "deadline", /milliseconds/],
    ["a fetch that is none", { ...GOOD, fetch: "node-fetch" }, "fetch", /not a function/],
    ["a clock that is none", { ...GOOD, clock: {} }, "clock", /clock needs now\(\) and sleep\(\)/],
    ["a clock that cannot sleep", { ...GOOD, clock: { now: () => 0 } }, "clock", /sleep/],
    ["no clock", { ...GOOD, clock: null }, "clock", /clock needs/],
    ["nothing at all", undefined, "options", /object/],
  ])("refuses %s by its name", (_name, options, option, message) => {
    const error = configError(options);
    expect(error.option).toBe(option);
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/s3cr3t|t0ken|p4ss/);
  });

  it("knows the address of each region", async () => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return json({ total_num: 0, data_list: [] });
    };
    for (const region of ["cn-north-4", "eu-west-101"] as const) {
      await createClient({ ...GOOD, region, fetch }).listImageScanTask({ type: "image_scan" });
    }
    await createClient({
      endpoint: "http://127.0.0.1:8080/prefix/",
      credentials: GOOD.credentials,
      projectId: "p",
      fetch,
    }).listImageScanTask({ type: "image_scan" });
    expect(urls).toEqual([
      "https://hss.cn-north-4.myhuaweicloud.com/v5/p/image/tasks?type=image_scan",
      "https://hss.eu-west-101.myhuaweicloud.eu/v5/p/image/tasks?type=image_scan",
      "http://127.0.0.1:8080/prefix/v5/p/image/tasks?type=image_scan",
    ]);
  });
});
