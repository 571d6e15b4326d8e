import { formatAuthorization } from "./authorization.ts";
import { requestParts, usualCanonicalRequest } from "./canonical-request.ts";
import { formatDate } from "./date.ts";
import { SignerError } from "./error.ts";
import { checkKey, type SigningKey } from "./key.ts";
import { CONTENT_HASH, isSignedType, UNSIGNED_PAYLOAD } from "./payload.ts";
import type { SignableRequest } from "./request.ts";
import { type CredentialScope, checkScope, scopeInfo } from "./scope.ts";
import { derivedSecret, signature } from "./signature.ts";
import { signableHeaders } from "./signed-headers.ts";
import { joinStringToSign } from "./string-to-sign.ts";

/** What of a signature is not in the request or the key. */
export interface SignOptions {
  /** The time of signing; left out, now. The gateway rejects one that is more than 15 minutes off. */
  readonly date?: Date;
  /** Given: signs with V11-HMAC-SHA256, whose key is derived for this region and service. */
  readonly scope?: CredentialScope;
  /** Names not to sign although they are sent, such as `host` where a proxy on the way rewrites it. */
  readonly unsignedHeaders?: readonly string[];
}

/**
 * Signs a request. Returns the headers to add to it, replacing those of the same name: `X-Sdk-Date`, `Authorization`,
 * `X-Security-Token` where the key has a token, and `X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD` where there is a body that
 * is not JSON (as the official SDKs do).
 *
 * Signed are the given headers and `host`; the host is the URL's (or the `Host` header's), and is not returned, because
 * whoever sends the request sets it. A `+` in the query is a space; in the path it is a plus. Sign each attempt anew: the
 * date changes.
 *
 * @throws SignerError where the key, the request or an option is wrong; it names the field and shows nothing secret.
 */
export function sign(
  request: SignableRequest,
  key: SigningKey,
  options: SignOptions = {},
): Record<string, string> {
  checkKey(key);
  const { date = new Date(), scope, unsignedHeaders = [] } = options;
  const time = formatDate(date);
  const parts = requestParts(request);
  const { headers } = parts;

  const added: Record<string, string> = { "X-Sdk-Date": time };
  if (key.securityToken !== undefined) added["X-Security-Token"] = key.securityToken;
  if (parts.body.length > 0 && !headers.has(CONTENT_HASH) && !isSignedType(headers.get("content-type"))) {
    added["X-Sdk-Content-Sha256"] = UNSIGNED_PAYLOAD;
  }
  for (const [name, value] of Object.entries(added)) headers.set(name.toLowerCase(), value);

  const unsigned = new Set(unsignedHeaders.map((name) => name.toLowerCase()));
  const names = signableHeaders(headers).filter((name) => !unsigned.has(name));
  for (const name of names) checkHeader(name, headers.get(name) ?? "");

  if (scope) checkScope(scope);
  const info = scope && scopeInfo(time, scope);
  const text = joinStringToSign(usualCanonicalRequest(parts, names), time, info);
  const secret = info === undefined ? key.sk : derivedSecret(key.ak, key.sk, info);
  added.Authorization = formatAuthorization(key.ak, names, signature(text, secret), info);
  return added;
}

/** What is signed must arrive byte for byte; a line break would even let a value pass for another header. */
function checkHeader(name: string, value: string): void {
  if (!/^[!#-'*+.0-9^-z|~-]+$/.test(name)) {
    throw new SignerError("request.headers", `${JSON.stringify(name)} is not a header name`);
  }
  if (!/^[\t -~]*$/.test(value)) {
    throw new SignerError(
      `request.headers["${name}"]`,
      "holds a line break or another character outside printable ASCII, which would not arrive as signed; encode it",
    );
  }
}
