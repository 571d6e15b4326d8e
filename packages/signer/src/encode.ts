/** A byte as an escape. */
export const percent = (byte: number): string => `%${byte < 16 ? "0" : ""}${byte.toString(16).toUpperCase()}`;
const percentChar = (char: string): string => percent(char.charCodeAt(0));

/**
 * Percent-encodes text as the signature wants it: UTF-8, upper-case hex, and only the unreserved characters
 * `A-Z a-z 0-9 - _ . ~` left alone (RFC 3986, section 2.3). Unlike `encodeURIComponent` it encodes `! ' ( ) *`.
 *
 * @throws URIError for half a surrogate pair, which no encoding can carry.
 */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, percentChar);
}

/**
 * Brings text that already is in a URL (ASCII, with escapes) into the one spelling that `encode` would give:
 * `%7e` becomes `~`, `*` becomes `%2A`, a `%` that starts no escape becomes `%25`. It works on bytes, so that escapes
 * that are not UTF-8 survive.
 */
export function reencode(escaped: string): string {
  return escaped.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-_.~]/g, respell);
}

/** The same for a whole path, whose slashes stay. */
export function reencodePath(escaped: string): string {
  return escaped.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-_.~/]/g, respell);
}

function respell(part: string): string {
  const byte = part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0);
  const char = String.fromCharCode(byte);
  return /[A-Za-z0-9\-_.~]/.test(char) ? char : percent(byte);
}

/** A key that sorts as the decoded bytes do; takes what `reencode` returns. */
export function rawOrder(encoded: string): string {
  return encoded.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
