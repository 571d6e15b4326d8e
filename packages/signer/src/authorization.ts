import type { CredentialScope } from "./scope.ts";

/** The names of the two algorithms, as they stand in the header. */
export type Algorithm = "SDK-HMAC-SHA256" | "V11-HMAC-SHA256";

/** What an `Authorization` header of either algorithm says. */
export interface Authorization {
  readonly algorithm: Algorithm;
  readonly ak: string;
  /** With V11-HMAC-SHA256. */
  readonly scope?: CredentialScope & { /** `YYYYMMDD` */ readonly day: string };
  readonly signedHeaders: readonly string[];
  /** 64 hex digits. */
  readonly signature: string;
}

/** The value of the `Authorization` header. `scopeInfo` (`YYYYMMDD/region/service`) makes it V11-HMAC-SHA256. */
export function formatAuthorization(
  ak: string,
  signedHeaders: readonly string[],
  signature: string,
  scopeInfo?: string,
): string {
  const credential =
    scopeInfo === undefined
      ? `SDK-HMAC-SHA256 Access=${ak}`
      : `V11-HMAC-SHA256 Credential=${ak}/${scopeInfo}`;
  return `${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
}

/** Reads an `Authorization` header; a text says what is wrong with it, without showing it. */
export function parseAuthorization(value: string): Authorization | string {
  const found = /^(\S+) +(Access|Credential)=([^\s,]+), *SignedHeaders=([^\s,]+), *Signature=([^\s,]+)$/.exec(
    value,
  );
  const [algorithm] = value.split(" ");
  if (algorithm !== "SDK-HMAC-SHA256" && algorithm !== "V11-HMAC-SHA256") {
    return "the algorithm is neither SDK-HMAC-SHA256 nor V11-HMAC-SHA256";
  }
  const derived = algorithm === "V11-HMAC-SHA256";
  const form = `${derived ? "Credential=AK/date/region/service" : "Access=AK"}, SignedHeaders=a;b, Signature=hex`;
  if (!found) return `after ${algorithm} it is not of the form "${form}"`;
  const [, , word, credential = "", names = "", signature = ""] = found;
  if (word !== (derived ? "Credential" : "Access")) return `with ${algorithm} it must say "${form}"`;
  const signedHeaders = names.split(";");
  if (!signedHeaders.every((name) => /^[!#-'*+.0-9^-z|~-]+$/.test(name))) {
    return "SignedHeaders is not a list of lower-case header names, separated by semicolons";
  }
  if (new Set(signedHeaders).size < signedHeaders.length) return "SignedHeaders names a header twice";
  if (!/^[0-9a-f]{64}$/.test(signature)) return "Signature is not 64 lower-case hex digits";
  if (!derived) return { algorithm, ak: credential, signedHeaders, signature };
  const scope = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)$/.exec(credential);
  if (!scope) return `with ${algorithm} it must say "${form}"`;
  const [, ak = "", day = "", region = "", service = ""] = scope;
  return { algorithm, ak, scope: { day, region, service }, signedHeaders, signature };
}
