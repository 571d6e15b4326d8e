import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { canonicalRequest, type SignableRequest, sign, type VerifyOptions, verify } from "../src/index.ts";

const key = { ak: "AccessKey", sk: "SecretKey-never-shown" };
const now = new Date("2026-05-05T08:00:00Z");
const request = {
  method: "POST",
  url: "https://hss.cn-north-4.myhuaweicloud.com/v5/p/image/tasks?enterprise_project_id=0&password=query-value",
  headers: { "Content-Type": "application/json", "X-Project-Id": "p" },
  body: '{"is_all":true}',
};
type Headers = Record<string, string>;

const signed = (headers: Headers = request.headers, pair = key): SignableRequest & { headers: Headers } => ({
  ...request,
  headers: { ...headers, ...sign({ ...request, headers }, pair, { date: now }) },
});
const keyOf = (ak: string): typeof key | undefined => (ak === key.ak ? key : undefined);
const check = (received: SignableRequest, options: VerifyOptions = {}) =>
  verify(received, keyOf, { now, ...options });
const withHeader = (name: string, value: string): SignableRequest => {
  const { headers, ...rest } = signed();
  return { ...rest, headers: { ...headers, [name]: value } };
};
const without = (name: string): SignableRequest => {
  const { headers, ...rest } = signed();
  return { ...rest, headers: Object.entries(headers).filter(([n]) => n !== name) };
};

describe("the stage that fails", () => {
  it("is authorization: missing", () => {
    expect(check(request)).toEqual({
      ok: false,
      stage: "authorization",
      message: "the Authorization header is missing",
    });
  });

  const names = "SignedHeaders=host;x-sdk-date";
  const hex = "0".repeat(64);
  it.each([
    ["Bearer abc", "neither SDK-HMAC-SHA256 nor V11"],
    ["SDK-HMAC-SM3 Access=a", "neither SDK-HMAC-SHA256 nor V11"],
    ["SDK-HMAC-SHA256", "not of the form"],
    [`SDK-HMAC-SHA256 Access=, ${names}, Signature=${hex}`, "not of the form"],
    [`SDK-HMAC-SHA256 Credential=AccessKey, ${names}, Signature=${hex}`, "must say"],
    [`V11-HMAC-SHA256 Credential=AccessKey, ${names}, Signature=${hex}`, "must say"],
    [`V11-HMAC-SHA256 Access=AccessKey, ${names}, Signature=${hex}`, "must say"],
    [
      `SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=Host;x-sdk-date, Signature=${hex}`,
      "lower-case header names",
    ],
    [`SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;;a, Signature=${hex}`, "lower-case header names"],
    [`SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;host, Signature=${hex}`, "twice"],
    [`SDK-HMAC-SHA256 Access=AccessKey, ${names}, Signature=${hex.slice(1)}`, "64 lower-case hex digits"],
    [`SDK-HMAC-SHA256 Access=AccessKey, ${names}, Signature=${hex}, More=1`, "not of the form"],
  ])("is authorization: %s", (value, problem) => {
    const result = check(withHeader("Authorization", value));
    expect(result).toMatchObject({ ok: false, stage: "authorization" });
    expect(result.ok ? "" : result.message).toContain(problem);
  });

  it("is accessKey where it is not known", () => {
    expect(check(signed(request.headers, { ...key, ak: "Other" }))).toEqual({
      ok: false,
      stage: "accessKey",
      message: "the access key in the Authorization header is not known",
    });
  });

  it("is accessKey where its secret is empty: such a key signs for nobody", () => {
    expect(verify(signed(), () => ({ sk: "" }), { now })).toMatchObject({ ok: false, stage: "accessKey" });
  });

  it.each([
    ["", "missing"],
    ["yesterday", "YYYYMMDDTHHMMSSZ"],
    ["20260230T080000Z", "YYYYMMDDTHHMMSSZ"],
    ["20260505T080060Z", "YYYYMMDDTHHMMSSZ"],
    ["2026-05-05T08:00:00Z", "YYYYMMDDTHHMMSSZ"],
    ["20260505T074459Z", "901 s in the past, more than the 900 s allowed"],
    ["20260505T081501Z", "901 s in the future, more than the 900 s allowed"],
  ])("is date: %j", (value, problem) => {
    const result = check(withHeader("X-Sdk-Date", value));
    expect(result).toMatchObject({ ok: false, stage: "date" });
    expect(result.ok ? "" : result.message).toContain(problem);
  });

  it("is date where the day of a derived key is another", () => {
    const headers = sign(request, key, { date: now, scope: { region: "cn-north-4", service: "hss" } });
    const wrong = headers.Authorization?.replace("/20260505/", "/20260504/") ?? "";
    const result = check({ ...request, headers: { ...request.headers, ...headers, Authorization: wrong } });
    expect(result).toMatchObject({
      ok: false,
      stage: "date",
      message: "the day in Credential is not that of X-Sdk-Date",
    });
  });

  it("is signature, not an error, where the region of a derived key is no name that could be signed", () => {
    const hex = "0".repeat(64);
    const names = "SignedHeaders=host;x-sdk-date";
    const value = `V11-HMAC-SHA256 Credential=AccessKey/20260505/镜/hss, ${names}, Signature=${hex}`;
    expect(check(withHeader("Authorization", value))).toMatchObject({ ok: false, stage: "signature" });
  });

  it("is headers where a signed one did not arrive", () => {
    expect(check(without("X-Project-Id"))).toEqual({
      ok: false,
      stage: "headers",
      message: "listed in SignedHeaders but not in the request: x-project-id",
    });
  });

  it("is securityToken where it is missing or another", () => {
    const temporary = { ...key, securityToken: "token-never-shown" };
    const find = (): typeof temporary => temporary;
    expect(verify(signed(), find, { now })).toMatchObject({ ok: false, stage: "securityToken" });
    const other = signed(request.headers, { ...temporary, securityToken: "token-never-shows" } as typeof key);
    expect(verify(other, find, { now })).toMatchObject({ ok: false, stage: "securityToken" });
    expect(verify(signed(request.headers, temporary), find, { now }).ok).toBe(true);
  });

  it("is payload where a declared hash is not the body's, or is none", () => {
    const hash = createHash("sha256").update(request.body).digest("hex");
    const declared = (value: string): SignableRequest =>
      signed({ ...request.headers, "X-Sdk-Content-Sha256": value });
    expect(check(declared(hash)).ok).toBe(true);
    expect(check({ ...declared(hash), body: "{}" })).toMatchObject({ ok: false, stage: "payload" });
    expect(check(declared("nonsense"))).toMatchObject({ ok: false, stage: "payload" });
  });

  it("is signature for another key or a changed request, with our canonical request", () => {
    const { canonicalRequest: shown, ...result } = {
      canonicalRequest: undefined,
      ...check({ ...signed(), body: "{}" }),
    };
    expect(result).toMatchObject({ ok: false, stage: "signature" });
    expect(shown).toEqual({ expected: canonicalRequest({ ...signed(), body: "{}" }) });
  });
});

describe("with what the sender says it signed", () => {
  const sent = { canonicalRequest: canonicalRequest(signed()) };

  it.each<[string, SignableRequest, string[]]>([
    ["the method", { ...signed(), method: "PUT" }, ["method"]],
    ["the path", { ...signed(), url: request.url.replace("tasks", "task") }, ["path"]],
    ["the query", { ...signed(), url: request.url.replace("=0", "=1") }, ["query"]],
    ["a header", withHeader("X-Project-Id", "q"), ["header x-project-id"]],
    ["the host", { ...signed(), url: request.url.replace("cn-north-4", "cn-north-1") }, ["header host"]],
    ["the body", { ...signed(), body: "" }, ["payload hash"]],
    [
      "path and body",
      { ...signed(), url: "https://hss.cn-north-4.myhuaweicloud.com/", body: "" },
      ["path", "query", "payload hash"],
    ],
  ])("the stage is canonicalRequest and both are shown: %s", (_, received, expected) => {
    const result = check(received, { sent });
    expect(result).toMatchObject({ ok: false, stage: "canonicalRequest", differences: expected });
    expect(result).toMatchObject({
      canonicalRequest: { expected: canonicalRequest(received), sent: sent.canonicalRequest },
      message: `the sender signed another canonical request; different: ${expected.join(", ")}`,
    });
  });

  it("names headers that only one side signed", () => {
    const fewer = canonicalRequest(signed(), ["host", "x-sdk-date"]);
    expect(check(withHeader("X-Project-Id", "q"), { sent: { canonicalRequest: fewer } })).toMatchObject({
      differences: ["header content-type", "header x-project-id", "signed headers"],
    });
  });

  it("the stage is signature where both are equal: then the key is another", () => {
    const received = signed(request.headers, { ...key, sk: "another" });
    expect(check(received, { sent })).toMatchObject({ ok: false, stage: "signature", differences: [] });
  });

  it("decides nothing", () => {
    expect(check(signed(), { sent: { canonicalRequest: "nonsense" } }).ok).toBe(true);
    expect(check({ ...signed(), body: "" }, { sent: { canonicalRequest: "nonsense" } }).ok).toBe(false);
  });
});

describe("what is accepted", () => {
  it("is up to 15 minutes off either way, or as far as asked", () => {
    const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
    expect(check(signed(), { now: at(900) }).ok).toBe(true);
    expect(check(signed(), { now: at(-900) }).ok).toBe(true);
    expect(check(signed(), { now: at(901) }).ok).toBe(false);
    expect(check(signed(), { now: at(60), toleranceMs: 60_000 }).ok).toBe(true);
    expect(check(signed(), { now: at(61), toleranceMs: 60_000 }).ok).toBe(false);
  });

  it("is a signature of now where no time is given", () => {
    const headers = { ...request.headers, ...sign(request, key) };
    expect(verify({ ...request, headers }, keyOf).ok).toBe(true);
  });

  it("is the signed host only: of the Host header, else of the URL", () => {
    const url = "http://127.0.0.1:8080/v5/p/image/tasks?enterprise_project_id=0&password=query-value";
    expect(check({ ...signed(), url })).toMatchObject({ ok: false, stage: "signature" });
    expect(check({ ...withHeader("Host", new URL(request.url).host), url }).ok).toBe(true);
  });

  it("tells an unsigned body", () => {
    const text = { ...request, headers: { "Content-Type": "text/plain" }, body: "one" };
    const received = {
      ...text,
      headers: { ...text.headers, ...sign(text, key, { date: now }) },
      body: "two",
    };
    expect(check(received)).toMatchObject({ ok: true, bodySigned: false });
    expect(check(signed())).toMatchObject({ ok: true, bodySigned: true });
  });

  it("tells the scope of a derived key, which binds the signature", () => {
    const headers: Headers = {
      ...request.headers,
      ...sign(request, key, { date: now, scope: { region: "cn-north-4", service: "hss" } }),
    };
    expect(check({ ...request, headers })).toMatchObject({
      ok: true,
      scope: { region: "cn-north-4", service: "hss" },
    });
    const moved = {
      ...headers,
      Authorization: headers.Authorization?.replace("cn-north-4", "cn-north-1") ?? "",
    };
    expect(check({ ...request, headers: moved })).toMatchObject({ ok: false, stage: "signature" });
  });
});

describe("nothing secret is in an answer that fails", () => {
  const temporary = { ...key, securityToken: "token-never-shown" };
  const received = signed(request.headers, temporary);
  const find = (): typeof temporary => temporary;
  const signature = /Signature=(\w+)/.exec(received.headers.Authorization ?? "")?.[1] ?? "";
  const failures: [string, SignableRequest, string?][] = [
    ["date", { ...received, headers: { ...received.headers, "X-Sdk-Date": "20000101T000000Z" } }],
    ["securityToken", { ...received, headers: { ...received.headers, "X-Security-Token": "other" } }],
    [
      "signature",
      {
        ...received,
        headers: {
          ...received.headers,
          Authorization: received.headers.Authorization?.replace(/.{4}$/, "0000") ?? "",
        },
      },
    ],
    ["canonicalRequest", { ...received, method: "PUT" }, canonicalRequest(received)],
    [
      "authorization",
      { ...received, headers: { ...received.headers, Authorization: `${received.headers.Authorization}!` } },
    ],
  ];

  it.each(failures)("of stage %s", (stage, wrong, sent) => {
    const result = verify(wrong, find, { now, ...(sent && { sent: { canonicalRequest: sent } }) });
    expect(result).toMatchObject({ ok: false, stage });
    const shown = inspect(result, { depth: 9, showHidden: true });
    expect(shown).not.toMatch(/never-shown/);
    expect(shown).not.toContain(signature);
    // The query is in the canonical requests, which exist to be compared; it is in no message.
    expect(result.ok ? "" : result.message).not.toMatch(/query-value|AccessKey/);
  });
});
