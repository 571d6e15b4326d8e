import { SignerError } from "./error.ts";

/** Header fields by name: an object, or pairs (a `Headers`, a `Map`, an array). Names in any case. */
export type HeaderFields =
  | Readonly<Record<string, string>>
  | Iterable<readonly [name: string, value: string]>;

/** What of a request is signed. Build it from the same values that go to `fetch`. */
export interface SignableRequest {
  readonly method: string;
  /** Absolute, `http:` or `https:`, with the query. */
  readonly url: string | URL;
  readonly headers?: HeaderFields;
  /** Exactly what is sent: text (as UTF-8) or bytes. Absent, `""` and no bytes are the same. */
  readonly body?: string | Uint8Array;
}

/** The URL as `fetch` would send it. @throws SignerError where it is not absolute or could not be fetched. */
export function parseUrl(url: string | URL): URL {
  let parsed: URL;
  try {
    parsed = url instanceof URL ? url : new URL(url);
  } catch {
    throw wrongUrl(url, "is not an absolute URL; write it with its scheme and host");
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") {
    throw wrongUrl(url, "is neither http: nor https:");
  }
  if (parsed.username || parsed.password) throw wrongUrl(url, "carries a user name or password; remove it");
  return parsed;
}

/** A query may hold a password, and so may the part before "@": neither is shown. */
function wrongUrl(url: string | URL, problem: string): SignerError {
  const shown = String(url)
    .replace(/[?#].*$/s, "")
    .replace(/\/\/.*@/s, "//");
  return new SignerError("request.url", `"${shown}" ${problem}`);
}

/** The method in capitals, as it is signed. @throws SignerError where it is not a word. */
export function methodOf(request: SignableRequest): string {
  const { method } = request;
  if (typeof method !== "string" || !/^[A-Za-z]+$/.test(method)) {
    throw new SignerError("request.method", `${JSON.stringify(method)} is not an HTTP method such as "GET"`);
  }
  return method.toUpperCase();
}

/**
 * Header fields by lower-case name; spaces and tabs around a value are not part of it, and what is given twice is joined by
 * ", ", as `fetch` does.
 */
export function headerMap(fields: HeaderFields = {}): Map<string, string> {
  const map = new Map<string, string>();
  const pairs = Symbol.iterator in fields ? fields : Object.entries(fields);
  for (const [name, value] of pairs as Iterable<readonly [string, string]>) {
    if (typeof value !== "string") {
      throw new SignerError(
        `request.headers["${name}"]`,
        `a ${typeof value} is not text; leave the header out`,
      );
    }
    const key = name.toLowerCase();
    const before = map.get(key);
    map.set(key, before === undefined ? trimmed(value) : `${before}, ${trimmed(value)}`);
  }
  return map;
}

/** Not `trim()`, which also takes line breaks and characters that would be sent. */
function trimmed(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isBlank(value.charAt(start))) start++;
  while (start < end && isBlank(value.charAt(end - 1))) end--;
  return value.slice(start, end);
}

const isBlank = (char: string): boolean => char === " " || char === "\t";
