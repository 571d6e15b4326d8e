import { formatDate } from "./date.ts";
import { sha256Hex } from "./payload.ts";
import { type CredentialScope, checkScope, scopeInfo } from "./scope.ts";

/**
 * The second stage: algorithm, date, with V11-HMAC-SHA256 the scope, and the hash of the canonical request, a line each.
 *
 * @param scope given for V11-HMAC-SHA256, left out for SDK-HMAC-SHA256.
 * @throws SignerError for an invalid date or scope.
 */
export function stringToSign(canonicalRequest: string, date: Date, scope?: CredentialScope): string {
  const time = formatDate(date);
  if (scope) checkScope(scope);
  return joinStringToSign(canonicalRequest, time, scope && scopeInfo(time, scope));
}

/** The same from parts that are checked: the time as `X-Sdk-Date` has it, and `YYYYMMDD/region/service` for V11. */
export function joinStringToSign(canonicalRequest: string, time: string, info: string | undefined): string {
  const hash = sha256Hex(canonicalRequest);
  return info === undefined
    ? `SDK-HMAC-SHA256\n${time}\n${hash}`
    : `V11-HMAC-SHA256\n${time}\n${info}\n${hash}`;
}
