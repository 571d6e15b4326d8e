import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeOptions, refuseSecrets } from "../src/arguments.ts";
import { coerce } from "../src/coerce.ts";
import { formatDuration, parseDuration } from "../src/duration.ts";
import { chooseLanguage } from "../src/language.ts";
import { kebab } from "../src/names.ts";
import { parseReference, splits } from "../src/reference.ts";
import { parseScope } from "../src/scope.ts";

describe("durations", () => {
  it.each([
    ["500ms", 500],
    ["90s", 90_000],
    ["30m", 1_800_000],
    ["1h30m", 5_400_000],
    ["0.5s", 500],
  ])("%s is %i ms", (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(["", "30", "0s", "-1s", "30 m", "m", "1d", "1h 2", "s30"])("refuses %j", (text) => {
    expect(() => parseDuration(text)).toThrow(/unit/);
  });

  it.each([
    [500, "500ms"],
    [1000, "1s"],
    [90_000, "1m 30s"],
    [7_200_000, "2h"],
  ])("%i ms is said as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("values", () => {
  it("keep every digit of an integer", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const read = coerce("integer", String(value));
        expect(BigInt(read as number | bigint)).toBe(value);
        expect(typeof read).toBe(Number.isSafeInteger(Number(value)) ? "number" : "bigint");
      }),
    );
  });

  it("are read in hexadecimal too, as the documentation writes masks", () => {
    expect(coerce("integer", "0x7FFFFFFF")).toBe(0x7fffffff);
  });

  it.each([
    ["integer", "12a"],
    ["integer", "1.5"],
    ["integer", ""],
    ["boolean", "yes"],
    ["number", "much"],
  ] as const)("stay text where they are no %s, so that the check can name them: %j", (type, text) => {
    expect(coerce(type, text)).toBe(text);
  });

  it("of booleans are true and false", () => {
    expect([coerce("boolean", "true"), coerce("boolean", "false")]).toEqual([true, false]);
  });
});

describe("image references", () => {
  it.each([
    ["nginx", "nginx", undefined, undefined],
    ["platform/nginx:1.27.0", "platform/nginx", "1.27.0", undefined],
    ["平台组/订单服务:v3.1-正式", "平台组/订单服务", "v3.1-正式", undefined],
    ["swr.cn-north-4.myhuaweicloud.com/dev/api:2", "dev/api", "2", undefined],
    ["localhost:5000/dev/api:2", "dev/api", "2", undefined],
    ["dev/api@sha256:00ff", "dev/api", undefined, "sha256:00ff"],
    ["dev/api:2@sha256:00ff", "dev/api", "2", "sha256:00ff"],
    ["a/b/c:1", "a/b/c", "1", undefined],
  ])("%s", (text, path, version, digest) => {
    expect(parseReference(text)).toEqual({ text, path, version, digest });
  });

  it.each(["", ":1", "dev/", "/api", "dev//api", "dev/api:", "a@b", "a@sha256:00@sha256:00", "dev/a pi"])(
    "refuses %j and shows how to write one",
    (text) => expect(() => parseReference(text)).toThrow(/is not an image reference/),
  );

  it("may be split at any slash, the organisation first", () => {
    expect(splits("a/b/c")).toEqual([
      { namespace: "a", name: "b/c" },
      { namespace: "a/b", name: "c" },
      { namespace: undefined, name: "a/b/c" },
    ]);
  });
});

describe("scopes", () => {
  it.each([
    ["all", 0x7fffffff],
    ["vulnerabilities", 0xf0000],
    ["vulnerabilities,malware", 0xf0f00],
    ["sensitive-information", 0xf0],
    ["sensitiveInformation", 0xf0],
    [" Malware , baseline", 0xff00],
  ])("%j", (text, mask) => expect(parseScope(text)).toBe(mask));

  it.each(["", "vuln", "vulnerabilities,", "983040"])("refuses %j with the names there are", (text) => {
    expect(() => parseScope(text)).toThrow(/sensitive-information/);
  });
});

describe("arguments", () => {
  it.each([
    ["--sk", "topsecret"],
    ["--sk=topsecret"],
    ["--ak=topsecret"],
    ["--token", "topsecret"],
    ["--access-key", "topsecret"],
    ["--secret_access_key=topsecret"],
    ["--security-token=topsecret"],
    ["-ak", "topsecret"],
    ["--X-Auth-Token=topsecret"],
  ])("%s is refused, and its value not repeated", (...args) => {
    const attempt = () => refuseSecrets(["scan", "--all", ...args]);
    expect(attempt).toThrow(/secrets are not taken as arguments/);
    expect(attempt).not.toThrow(/topsecret/);
  });

  it("that only look like it are left alone", () => {
    expect(() => refuseSecrets(["scan", "--token-file", "f", "--task-id=x", "--", "--sk"])).not.toThrow();
  });

  it("may carry the names of the wire", () => {
    expect(normalizeOptions(["api", "--image_name=a_b", "--task_id", "x_y", "--", "--a_b"])).toEqual([
      "api",
      "--image-name=a_b",
      "--task-id",
      "x_y",
      "--",
      "--a_b",
    ]);
  });

  it("are named in kebab case", () => {
    expect([kebab("global_image_type"), kebab("sensitiveInformation")]).toEqual([
      "global-image-type",
      "sensitive-information",
    ]);
  });
});

describe("the language", () => {
  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LC_ALL: "en_US.UTF-8", LANG: "zh_CN.UTF-8" }, "en"],
    [{ LC_ALL: "", LC_MESSAGES: "zh_TW", LANG: "C" }, "zh"],
    [{}, "en"],
  ])("of %j is %s", (env, language) => expect(chooseLanguage(undefined, env)).toBe(language));

  it("is the one that was asked for", () => {
    expect(chooseLanguage("en", { LANG: "zh_CN.UTF-8" })).toBe("en");
  });
});
