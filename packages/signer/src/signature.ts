import { hex } from "./hex.ts";
import { hmacSha256 } from "./hmac.ts";

/** HMAC-SHA256 in lower-case hex; the key is used as it is. */
export function signature(stringToSign: string, secret: string): string {
  return hex(hmacSha256(secret, stringToSign));
}

/**
 * The secret of V11-HMAC-SHA256 for one scope: the hex *text* of HKDF-SHA256 over the SK, salted with the AK, is the key.
 * Of HKDF (RFC 5869) only the first block of 32 bytes is wanted, which is one HMAC to extract and one to expand.
 */
export function derivedSecret(ak: string, sk: string, scopeInfo: string): string {
  const extracted = hmacSha256(ak, sk);
  return hex(hmacSha256(extracted, `${scopeInfo}\x01`));
}

/** Compares without telling by its time where two signatures differ. */
export function sameSecret(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
