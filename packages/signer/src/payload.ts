import { hex } from "./hex.ts";
import { sha256 } from "./sha256.ts";

/** Stands in the place of the hash where a body is not signed. */
export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

/** The header that carries the hash, or `UNSIGNED-PAYLOAD`. Where it is present, its value is what is signed. */
export const CONTENT_HASH = "x-sdk-content-sha256";

/** The hash of no bytes: most requests have no body. */
export const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** SHA-256 in lower-case hex, of text (as UTF-8) or bytes. */
export function sha256Hex(data: string | Uint8Array): string {
  return data.length === 0 ? EMPTY_HASH : hex(sha256(data));
}

/** The official SDKs sign only JSON (and its binary form); any other body is declared unsigned. */
export function isSignedType(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/(json|bson)/i.test(contentType);
}
