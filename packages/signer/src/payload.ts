import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Stands in the place of the hash where a body is not signed. */
export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

/** The header that carries the hash, or `UNSIGNED-PAYLOAD`. Where it is present, its value is what is signed. */
export const CONTENT_HASH = "x-sdk-content-sha256";

const utf8 = new TextEncoder();

/** SHA-256 in lower-case hex, of text (as UTF-8) or bytes. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === "string" ? utf8.encode(data) : data));
}

/** The official SDKs sign only JSON (and its binary form); any other body is declared unsigned. */
export function isSignedType(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/(json|bson)/i.test(contentType);
}
