import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  canonicalRequest,
  type SignableRequest,
  SignerError,
  type SigningKey,
  type SignOptions,
  sign,
} from "../src/index.ts";

const key = { ak: "AccessKey", sk: "SecretKey" };
const date = new Date("2019-11-15T03:36:55.999Z");
const url = "https://hss.cn-north-4.myhuaweicloud.com/v5/p/image/image-scan/tasks?type=image_scan";
const signedHeaders = (authorization: string | undefined): string[] =>
  /SignedHeaders=([^,]*)/.exec(authorization ?? "")?.[1]?.split(";") ?? [];

describe("the headers that sign returns", () => {
  it("are the date and the authorization, and no host", () => {
    const added = sign({ method: "GET", url }, key, { date });
    expect(Object.keys(added).sort()).toEqual(["Authorization", "X-Sdk-Date"]);
    expect(added["X-Sdk-Date"]).toBe("20191115T033655Z");
    expect(signedHeaders(added.Authorization)).toEqual(["host", "x-sdk-date"]);
  });

  it("carry the security token of a temporary key, signed", () => {
    const added = sign({ method: "GET", url }, { ...key, securityToken: "to+ken=" }, { date });
    expect(added["X-Security-Token"]).toBe("to+ken=");
    expect(signedHeaders(added.Authorization)).toEqual(["host", "x-sdk-date", "x-security-token"]);
  });

  it("name region and service with V11-HMAC-SHA256", () => {
    const added = sign({ method: "GET", url }, key, {
      date,
      scope: { region: "cn-north-4", service: "hss" },
    });
    expect(added.Authorization).toMatch(
      /^V11-HMAC-SHA256 Credential=AccessKey\/20191115\/cn-north-4\/hss, SignedHeaders=host;x-sdk-date, Signature=[0-9a-f]{64}$/,
    );
  });

  it("are of now where no date is given", () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const added = sign({ method: "GET", url }, key);
    const at = added["X-Sdk-Date"]?.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z") ?? "";
    expect(Date.parse(at)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(at)).toBeLessThanOrEqual(Date.now());
  });

  it.each(["application/json", "application/json; charset=utf-8", "Application/JSON", "application/bson"])(
    "sign the body of type %s",
    (type) => {
      const request = { method: "POST", url, headers: { "Content-Type": type } };
      const [a, b] = ["{}", "[]"].map((body) => sign({ ...request, body }, key, { date }));
      expect(a?.Authorization).not.toBe(b?.Authorization);
      expect(a).not.toHaveProperty("X-Sdk-Content-Sha256");
    },
  );

  it("declare a body of another type unsigned", () => {
    const request = { method: "POST", url, headers: { "content-type": "text/plain" } };
    const [a, b] = ["one", "two"].map((body) => sign({ ...request, body }, key, { date }));
    expect(a).toEqual(b);
    expect(a?.["X-Sdk-Content-Sha256"]).toBe("UNSIGNED-PAYLOAD");
    expect(signedHeaders(a?.Authorization)).toContain("x-sdk-content-sha256");
    expect(sign(request, key, { date })).not.toHaveProperty("X-Sdk-Content-Sha256");
  });

  it("sign a hash that the caller declares, in the place of the body's", () => {
    const headers = { "X-Sdk-Content-Sha256": "0".repeat(64) };
    const request = { method: "PUT", url, headers, body: "streamed" };
    const added = sign(request, key, { date });
    expect(canonicalRequest({ ...request, headers: { ...headers, ...added } })).toMatch(/\n0{64}$/);
    expect(added).not.toHaveProperty("X-Sdk-Content-Sha256");
  });

  it("sign a declared hash of a body of any type", () => {
    const headers = { "X-Sdk-Content-Sha256": "0".repeat(64), "Content-Type": "text/plain" };
    const added = sign({ method: "PUT", url, headers, body: "streamed" }, key, { date });
    expect(added).not.toHaveProperty("X-Sdk-Content-Sha256");
  });

  it("replace what an earlier attempt left behind", () => {
    const first = sign({ method: "GET", url }, { ...key, securityToken: "old" }, { date: new Date(0) });
    const again = sign({ method: "GET", url, headers: first }, { ...key, securityToken: "new" }, { date });
    expect(again).toEqual(sign({ method: "GET", url }, { ...key, securityToken: "new" }, { date }));
  });
});

describe("what sign signs", () => {
  it("is every header but those that the transport owns, names with _, and a multipart type", () => {
    const headers = {
      Region: "cn-north-4",
      "X-Project-Id": "p",
      "User-Agent": "hss",
      "Content-Length": "2",
      "Accept-Encoding": "gzip",
      Connection: "close",
      Cookie: "a=b",
      x_under: "1",
      "Content-Type": "multipart/form-data; boundary=1",
    };
    const added = sign({ method: "POST", url, headers, body: "--" }, key, { date });
    expect(signedHeaders(added.Authorization)).toEqual([
      "host",
      "region",
      "x-project-id",
      "x-sdk-content-sha256",
      "x-sdk-date",
    ]);
  });

  it("is not what the caller excludes, in any case", () => {
    const added = sign({ method: "GET", url, headers: { region: "a" } }, key, {
      date,
      unsignedHeaders: ["HOST", "Region"],
    });
    expect(signedHeaders(added.Authorization)).toEqual(["x-sdk-date"]);
  });

  it("is the same for text and its bytes, an object, pairs and Headers, a string and a URL", () => {
    const body = '{"image_name":"镜像"}';
    const headers = { "X-Project-Id": "p", "content-type": "application/json" };
    const expected = sign({ method: "POST", url, headers, body }, key, { date });
    const others: SignableRequest[] = [
      { method: "post", url, headers, body: new TextEncoder().encode(body) },
      { method: "POST", url, headers: Object.entries(headers), body },
      { method: "POST", url: new URL(url), headers: new Headers(headers), body },
      { method: "POST", url: `${url}#fragment`, headers: new Map(Object.entries(headers)), body },
    ];
    for (const other of others) expect(sign(other, key, { date })).toEqual(expected);
  });

  it("joins what is given twice, as fetch sends it", () => {
    const pairs: [string, string][] = [
      ["X-Note", " a "],
      ["x-note", "b"],
    ];
    expect(sign({ method: "GET", url, headers: pairs }, key, { date })).toEqual(
      sign({ method: "GET", url, headers: new Headers(pairs) }, key, { date }),
    );
    expect(canonicalRequest({ method: "GET", url, headers: pairs })).toContain("\nx-note:a, b\n");
  });

  it("takes the host of a Host header before the URL's", () => {
    const behind = sign(
      { method: "GET", url: "http://127.0.0.1:8080/a", headers: { Host: "example.com" } },
      key,
      { date },
    );
    expect(behind).toEqual(sign({ method: "GET", url: "https://example.com/a" }, key, { date }));
  });

  it("reads an escaped path as what it means, and % that starts no escape as itself", () => {
    const path = (u: string): string | undefined =>
      canonicalRequest({ method: "GET", url: u }).split("\n")[1];
    expect(path("https://h/a%7eb%2a*/%E9%95%9c/镜")).toBe("/a~b%2A%2A/%E9%95%9C/%E9%95%9C/");
    expect(path("https://h/100%/a+b%2Fc")).toBe("/100%25/a%2Bb/c/");
    expect(path("https://h")).toBe("/");
    expect(path("https://h/%ff/")).toBe("/%FF/");
  });

  it("writes every parameter as key=value, a + as a space, and sorts by what they mean", () => {
    const query = (u: string): string | undefined =>
      canonicalRequest({ method: "GET", url: `https://h/${u}` }).split("\n")[2];
    expect(query("?b=2&a=+x&&c&a=%2B&=v&d=e=f")).toBe("=v&a=%20x&a=%2B&b=2&c=&d=e%3Df");
    expect(query("?k0=1&k%3A=2&k=3")).toBe("k=3&k0=1&k%3A=2");
    expect(query("?")).toBe("");
  });
});

describe("bad input", () => {
  const good: SignableRequest = { method: "GET", url };
  const bad: [field: string, request: SignableRequest, key: SigningKey, options?: SignOptions][] = [
    ["key.ak", good, { ...key, ak: "" }],
    ["key.ak", good, { ...key, ak: "SECRET-AK with a space" }],
    ["key.ak", good, { ...key, ak: "SECRET,AK" }],
    ["key.sk", good, { ...key, sk: "" }],
    ["key.sk", good, { ...key, sk: "SECRET\n" }],
    ["key.securityToken", good, { ...key, securityToken: "" }],
    ["key.securityToken", good, { ...key, securityToken: "SECRET\r\nX: y" }],
    ["options.date", good, key, { date: new Date(Number.NaN) }],
    ["options.date", good, key, { date: new Date("+012345-01-01T00:00:00Z") }],
    ["options.scope.region", good, key, { scope: { region: "", service: "hss" } }],
    ["options.scope.service", good, key, { scope: { region: "cn-north-4", service: "a/b" } }],
    ["request.url", { ...good, url: "/v5/p/image?password=SECRET" }, key],
    ["request.url", { ...good, url: "hss.example.com/v5?password=SECRET" }, key],
    ["request.url", { ...good, url: "ftp://h/?password=SECRET" }, key],
    ["request.url", { ...good, url: "https://user:SECRET@h/" }, key],
    ["request.method", { ...good, method: "GET /" }, key],
    ["request.url", { ...good, url: "https://user:SECRET/SECRET@h/" }, key],
    ["request.method", { ...good, method: "" }, key],
    ["request.method", { url } as SignableRequest, key],
    ['request.headers["X-Note"]', { ...good, headers: { "X-Note": undefined } as never }, key],
    ["request.headers", { ...good, headers: { "a b": "SECRET" } }, key],
    ['request.headers["x-note"]', { ...good, headers: { "X-Note": "SECRET\r\nX-Evil: 1" } }, key],
    ['request.headers["x-note"]', { ...good, headers: { "X-Note": "SECRET 镜像" } }, key],
    ['request.headers["x-note"]', { ...good, headers: { "X-Note": "SECRET\0" } }, key],
    ['request.headers["x-note"]', { ...good, headers: { "X-Note": "SECRET\n" } }, key],
    ['request.headers["x-note"]', { ...good, headers: { "X-Note": "\u00a0SECRET" } }, key],
  ];

  it.each(bad)("in %s is named, and nothing secret is shown (%#)", (field, request, pair, options) => {
    let error: unknown;
    try {
      sign(request, pair, options);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SignerError);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ name: "SignerError", field });
    expect((error as Error).message.startsWith(`${field}: `)).toBe(true);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/SECRET|SecretKey|AccessKey/);
  });

  it("shows the part of a URL that is not secret", () => {
    expect(() => sign({ method: "GET", url: "/v5/p?a=b" }, key)).toThrow(
      'request.url: "/v5/p" is not an absolute URL; write it with its scheme and host',
    );
  });
});
