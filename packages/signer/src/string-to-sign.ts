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
  const hash = sha256Hex(canonicalRequest);
  const time = formatDate(date);
  if (scope === undefined) return `SDK-HMAC-SHA256\n${time}\n${hash}`;
  checkScope(scope);
  return `V11-HMAC-SHA256\n${time}\n${scopeInfo(time, scope)}\n${hash}`;
}
