import { createHash, createHmac, hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { requestParts } from "../src/canonical-request.ts";
import { canonicalRequest, sign, stringToSign, verify } from "../src/index.ts";
import { canonicalSpellings } from "../src/spellings.ts";
import { type Vector, vectors } from "./vectors.ts";

const signedHeaders = (vector: Vector): string[] =>
  (/SignedHeaders=([^,]+)/.exec(vector.authorization)?.[1] ?? "").split(";");

const usual = vectors.filter(({ spelling }) => spelling.path === "decoded" && spelling.query === "sorted");

describe("the vectors", () => {
  it("come from all four SDKs, and cover both algorithms and every spelling", () => {
    const seen = (of: (vector: Vector) => string): string[] => [...new Set(vectors.map(of))].sort();
    expect(seen((v) => v.name.replace(/.*\./, ""))).toEqual([
      "go",
      "go-test",
      "java",
      "java-test",
      "node",
      "python",
    ]);
    expect(seen((v) => v.authorization.replace(/ .*/, ""))).toEqual(["SDK-HMAC-SHA256", "V11-HMAC-SHA256"]);
    expect(seen((v) => v.spelling.path)).toEqual(["asIs", "asNode", "decoded"]);
    expect(seen((v) => v.spelling.query)).toEqual(["inOrder", "sorted"]);
  });

  it.each(vectors)("$name says where it comes from", ({ origin }) => {
    expect(origin.sdk).not.toBe("");
    expect(origin.version).toMatch(/^[0-9a-f.]+$/);
    expect(origin.how).toMatch(/^(run|stated in the SDK's own test)/);
  });

  // A vector that contradicts itself would prove nothing: node:crypto checks it without any code of ours.
  it.each(vectors)("$name agrees with itself", (vector) => {
    const hash = createHash("sha256").update(vector.canonicalRequest).digest("hex");
    expect(vector.stringToSign.split("\n").at(-1)).toBe(hash);
    const { ak, sk } = vector.key;
    const info = vector.stringToSign.split("\n")[2] ?? "";
    const secret = vector.scope ? Buffer.from(hkdfSync("sha256", sk, ak, info, 32)).toString("hex") : sk;
    const signature = createHmac("sha256", secret).update(vector.stringToSign).digest("hex");
    expect(vector.authorization.endsWith(`Signature=${signature}`)).toBe(true);
  });
});

describe("verify", () => {
  it.each(vectors)("accepts $name", (vector) => {
    const request = {
      ...vector.request,
      headers: [...vector.request.headers, ["Authorization", vector.authorization]] as [string, string][],
    };
    expect(
      verify(request, (ak) => (ak === vector.key.ak ? vector.key : undefined), { now: vector.date }),
    ).toEqual({
      ok: true,
      algorithm: vector.authorization.split(" ")[0],
      ak: "AccessKey",
      date: vector.date,
      signedHeaders: signedHeaders(vector),
      bodySigned: !vector.request.headers.some(([, value]) => value === "UNSIGNED-PAYLOAD"),
      ...(vector.scope && { scope: vector.scope }),
      spelling: vector.spelling,
    });
  });
});

describe("the stages", () => {
  it.each(vectors)("of $name are found among the spellings", (vector) => {
    // Text that arrives in headers is bytes; those of one vector were UTF-8.
    const headers = vector.request.headers.map(([name, value]): [string, string] => [
      name,
      Buffer.from(value, "latin1").toString("utf8"),
    ]);
    const parts = requestParts({ ...vector.request, headers });
    const found = new Map(canonicalSpellings(parts, signedHeaders(vector)));
    expect(found.get(vector.canonicalRequest)).toEqual(vector.spelling);
  });

  it.each(vectors)("of $name make the string to sign", (vector) => {
    expect(stringToSign(vector.canonicalRequest, vector.date, vector.scope)).toBe(vector.stringToSign);
  });
});

// One sends a header outside ASCII, another signs the hash of an empty body that it declares unsigned: `sign` does neither.
const signable = usual.filter(({ name }) => !/^get-chinese-header|^get-text-type\.python/.test(name));

describe("sign", () => {
  it("is tried on most of them", () => expect(signable.length).toBeGreaterThan(50));

  it.each(signable)("does the same as the SDK for $name", (vector) => {
    const names = signedHeaders(vector);
    const { request } = vector;
    expect(canonicalRequest(request, names)).toBe(vector.canonicalRequest);

    // What the SDK did not sign is not given; `host` is always signed unless it is excluded, `User-Agent` never.
    if (names.includes("user-agent")) return;
    const headers = request.headers.filter(([name]) => names.includes(name.toLowerCase()));
    const signed = sign({ ...request, headers }, vector.key, {
      date: vector.date,
      ...(vector.scope && { scope: vector.scope }),
      unsignedHeaders: names.includes("host") ? [] : ["Host"],
    });
    expect(signed.Authorization).toBe(vector.authorization);
  });
});
