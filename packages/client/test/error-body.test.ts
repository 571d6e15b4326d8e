import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readErrorBody } from "../src/error-body.ts";

describe("error bodies", () => {
  it.each([
    [
      "HSS",
      { error_code: "HSS.1005", error_description: "策略无效", error_msg: "Invalid policy." },
      { code: "HSS.1005", message: "Invalid policy.", description: "策略无效" },
    ],
    [
      "a numeric code without error_msg",
      { error_code: "00000010", error_description: "access denied" },
      { code: "00000010", description: "access denied" },
    ],
    [
      "the gateway",
      { error_msg: "The throttling threshold has been reached", error_code: "APIGW.0308", request_id: "r-1" },
      { code: "APIGW.0308", message: "The throttling threshold has been reached", requestId: "r-1" },
    ],
    ["camel case", { errorCode: "APIG.0201", errorMsg: "Bad" }, { code: "APIG.0201", message: "Bad" }],
    ["code and message", { code: "X.1", message: "m" }, { code: "X.1", message: "m" }],
    ["a number as code", { error_code: 41, error_description: "d" }, { code: "41", description: "d" }],
    ["one level deeper", { error: { code: 403, message: "no" } }, { code: "403", message: "no" }],
    [
      "deeper, with the id outside",
      { request_id: "r-2", result: { error_code: "HSS.0001", error_msg: "m" } },
      { code: "HSS.0001", message: "m", requestId: "r-2" },
    ],
    [
      "details",
      { error_msg: "outer", details: [{ error_code: "HSS.0010", error_msg: "inner" }] },
      { code: "HSS.0010", message: "inner" },
    ],
    [
      "a refusal of IAM",
      { error_code: "HSS.0013", error_msg: "m", encoded_authorization_message: "abc" },
      { code: "HSS.0013", message: "m", encodedAuthorizationMessage: "abc" },
    ],
    [
      "an HTML page",
      "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
      { message: "502 Bad Gateway" },
    ],
    ["HTML without a title", "<p>Service\n <b>down</b></p>", { message: "Service down" }],
    ["plain text", "upstream connect error\r\n", { message: "upstream connect error" }],
    ["nothing", undefined, {}],
    ["an empty object", {}, {}],
    ["a list", [{ error_code: "x" }], {}],
  ])("%s", (_name, body, says) => {
    expect(readErrorBody(body)).toEqual(says);
  });

  it("never fail and never grow beyond an excerpt, whatever the body", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string({ size: "large" }), fc.anything()), (body) => {
        for (const text of Object.values(readErrorBody(body))) {
          expect(text?.length ?? 0).toBeLessThanOrEqual(301);
        }
      }),
    );
  });
});
