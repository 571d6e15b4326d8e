import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const utf8 = new TextEncoder();

/** HMAC-SHA256 in lower-case hex; the key is used as it is. */
export function signature(stringToSign: string, secret: string): string {
  return bytesToHex(hmac(sha256, utf8.encode(secret), utf8.encode(stringToSign)));
}

/** The secret of V11-HMAC-SHA256 for one scope: the hex *text* of the derived bytes is the key. */
export function derivedSecret(ak: string, sk: string, scopeInfo: string): string {
  return bytesToHex(hkdf(sha256, utf8.encode(sk), utf8.encode(ak), utf8.encode(scopeInfo), 32));
}

/** Compares without telling by its time where two signatures differ. */
export function sameSecret(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
