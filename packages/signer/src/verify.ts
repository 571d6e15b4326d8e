import { type Algorithm, type Authorization, parseAuthorization } from "./authorization.ts";
import { type RequestParts, requestParts } from "./canonical-request.ts";
import { formatDate, parseDate } from "./date.ts";
import { differences, withoutSecrets } from "./differences.ts";
import { asSigned } from "./header-bytes.ts";
import type { SigningKey } from "./key.ts";
import { CONTENT_HASH, sha256Hex, UNSIGNED_PAYLOAD } from "./payload.ts";
import type { SignableRequest } from "./request.ts";
import { type CredentialScope, scopeInfo } from "./scope.ts";
import { derivedSecret, sameSecret, signature } from "./signature.ts";
import { canonicalSpellings, type Spelling } from "./spellings.ts";
import { joinStringToSign } from "./string-to-sign.ts";

/**
 * Where a verification failed, in the order of the checks: the `Authorization` header; its access key is not known; the
 * date; a signed header is missing; the security token; the body's hash; the sender signed another canonical request (told
 * only where `sent` is given); the signature.
 */
export type VerificationStage =
  | "authorization"
  | "accessKey"
  | "date"
  | "headers"
  | "securityToken"
  | "payload"
  | "canonicalRequest"
  | "signature";

/** A request that was signed with the key of `ak`. */
export interface Verified {
  readonly ok: true;
  readonly algorithm: Algorithm;
  readonly ak: string;
  readonly date: Date;
  readonly signedHeaders: readonly string[];
  /** False where the sender declared `UNSIGNED-PAYLOAD`: the body then may be anyone's. */
  readonly bodySigned: boolean;
  /** With V11-HMAC-SHA256. Whether it is the region and service that you serve is for you to check. */
  readonly scope?: CredentialScope;
  /** Which of the spellings in use the sender signed. */
  readonly spelling: Spelling;
}

/** A request that was not. */
export interface NotVerified {
  readonly ok: false;
  readonly stage: VerificationStage;
  /** For the sender to read: names what is wrong, never a key, a token, a signature, or a value of the query. */
  readonly message: string;
  /**
   * The canonical requests, once verification came so far: ours, and the sender's where `sent` has it. For debugging: the
   * values of tokens are replaced by their length, but the query is there.
   */
  readonly canonicalRequest?: { readonly expected: string; readonly sent?: string };
  /** The parts in which the two differ, such as `path`, `query`, `header x-project-id`. */
  readonly differences?: readonly string[];
}

export type Verification = Verified | NotVerified;

export interface VerifyOptions {
  /** Left out, the time of the call. */
  readonly now?: Date;
  /** How far the date may be off either way, in milliseconds; left out, the gateway's 15 minutes. */
  readonly toleranceMs?: number;
  /** What the sender says that it signed, to learn where it differs. It decides nothing. */
  readonly sent?: { readonly canonicalRequest: string };
}

const fifteenMinutes = 900_000;

/**
 * Checks the signature of a request that arrived, as the gateway does: from the headers that it lists as signed, in any of
 * the spellings of path and query that the official SDKs use, and nothing else. The host is the `Host` header's, or the
 * URL's where there is none.
 *
 * @param keyOf finds the key by its AK; `undefined` where it is not known.
 * @throws SignerError where the request's method or URL could not be one. A wrong signature is an answer, not an error.
 */
export function verify(
  request: SignableRequest,
  keyOf: (ak: string) => Omit<SigningKey, "ak"> | undefined,
  options: VerifyOptions = {},
): Verification {
  const parts = requestParts(request);
  for (const [name, value] of parts.headers) parts.headers.set(name, asSigned(value));

  const authorization = readAuthorization(parts);
  if ("ok" in authorization) return authorization;
  const { algorithm, ak, scope, signedHeaders } = authorization;

  const key = keyOf(ak);
  if (!key?.sk) return failed("accessKey", "the access key in the Authorization header is not known");

  const date = readDate(parts, authorization, options);
  if ("ok" in date) return date;

  const missing = signedHeaders.filter((name) => !parts.headers.has(name));
  if (missing.length > 0) {
    return failed("headers", `listed in SignedHeaders but not in the request: ${missing.join(", ")}`);
  }
  const token = parts.headers.get("x-security-token") ?? "";
  if (key.securityToken !== undefined && !sameSecret(token, key.securityToken)) {
    return failed(
      "securityToken",
      token
        ? "X-Security-Token is not the one of this access key"
        : "X-Security-Token is missing: this access key is temporary",
    );
  }
  const payloadProblem = checkPayload(parts);
  if (payloadProblem) return failed("payload", payloadProblem);

  const time = formatDate(date);
  const info = scope && scopeInfo(time, scope);
  const secret = info === undefined ? key.sk : derivedSecret(ak, key.sk, info);
  const tried: string[] = [];
  for (const [text, spelling] of canonicalSpellings(parts, signedHeaders)) {
    tried.push(text);
    if (!sameSecret(signature(joinStringToSign(text, time, info), secret), authorization.signature)) continue;
    return {
      ok: true,
      algorithm,
      ak,
      date,
      signedHeaders,
      bodySigned: parts.headers.get(CONTENT_HASH) !== UNSIGNED_PAYLOAD,
      ...(scope && { scope: { region: scope.region, service: scope.service } }),
      spelling,
    };
  }
  return wrongSignature(tried, options.sent?.canonicalRequest);
}

const failed = (stage: VerificationStage, message: string): NotVerified => ({ ok: false, stage, message });

function readAuthorization({ headers }: RequestParts): Authorization | NotVerified {
  const value = headers.get("authorization");
  if (!value) return failed("authorization", "the Authorization header is missing");
  const read = parseAuthorization(value);
  return typeof read === "string"
    ? failed("authorization", `the Authorization header is malformed: ${read}`)
    : read;
}

function readDate(
  { headers }: RequestParts,
  { scope }: Authorization,
  options: VerifyOptions,
): Date | NotVerified {
  const text = headers.get("x-sdk-date");
  if (!text) return failed("date", "the header X-Sdk-Date is missing");
  const date = parseDate(text);
  if (!date) return failed("date", "X-Sdk-Date is not a time of the form YYYYMMDDTHHMMSSZ, UTC");
  if (scope && !text.startsWith(scope.day)) {
    return failed("date", "the day in Credential is not that of X-Sdk-Date");
  }
  const { now = new Date(), toleranceMs = fifteenMinutes } = options;
  const off = date.getTime() - now.getTime();
  if (!(Math.abs(off) <= toleranceMs)) {
    const seconds = Math.round(Math.abs(off) / 1000);
    const limit = Math.round(toleranceMs / 1000);
    return failed(
      "date",
      `X-Sdk-Date is ${seconds} s ${off < 0 ? "in the past" : "in the future"}, more than the ${limit} s allowed; check the sender's clock`,
    );
  }
  return date;
}

/** The declared hash is what is signed; here it is checked against the body that it declares. */
function checkPayload({ headers, body }: RequestParts): string | undefined {
  const declared = headers.get(CONTENT_HASH);
  if (!declared || declared === UNSIGNED_PAYLOAD) return undefined;
  if (!/^[0-9a-f]{64}$/.test(declared)) {
    return `X-Sdk-Content-Sha256 is neither 64 lower-case hex digits nor ${UNSIGNED_PAYLOAD}`;
  }
  return declared === sha256Hex(body)
    ? undefined
    : "X-Sdk-Content-Sha256 is not the hash of the body that arrived";
}

function wrongSignature(expected: readonly string[], sent: string | undefined): NotVerified {
  const [usual = ""] = expected;
  if (sent === undefined) {
    return {
      ...failed(
        "signature",
        "the signature does not match: the secret key is another, or the request changed after it was signed; compare the canonical request with the sender's",
      ),
      canonicalRequest: { expected: withoutSecrets(usual) },
    };
  }
  if (expected.includes(sent)) {
    const shown = withoutSecrets(sent);
    return {
      ...failed(
        "signature",
        "the canonical requests are equal but the signatures are not: the secret key, the date or the algorithm is another",
      ),
      canonicalRequest: { expected: shown, sent: shown },
      differences: [],
    };
  }
  const where = differences(usual, sent);
  return {
    ...failed(
      "canonicalRequest",
      `the sender signed another canonical request; different: ${where.join(", ")}`,
    ),
    canonicalRequest: { expected: withoutSecrets(usual), sent: withoutSecrets(sent) },
    differences: where,
  };
}
