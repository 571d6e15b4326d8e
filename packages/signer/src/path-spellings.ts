import { canonicalUri, closed } from "./canonical-uri.ts";
import { percent } from "./encode.ts";

/**
 * How a sender spells the path that it signs:
 * - `decoded`: escapes are decoded, then everything is encoded once (Python and Go; what `sign` does);
 * - `asIs`: the escapes of the URL are encoded again, `%20` is signed as `%2520` (Java; Node for a path that came escaped);
 * - `asNode`: the escapes that Node's `url.parse` adds are encoded again, those added later are not.
 */
export type PathSpelling = "decoded" | "asIs" | "asNode";

const escapeOf = (char: string): string => percent(char.charCodeAt(0));

const encodeAgain = (path: string): string => path.replace(/[^A-Za-z0-9\-_.~/]/g, escapeOf);

/**
 * `url.parse` escapes `'`, `^` and `|`, which a URL may hold as they are, and not what is outside ASCII, whose escapes are
 * added only when the request is sent.
 */
const encodeAsNode = (path: string): string =>
  path.replace(/%[89A-F][0-9A-F]|[^A-Za-z0-9\-_.~/]/gi, (part) => {
    if (part.length === 3) return part;
    return /['^|]/.test(part) ? `%25${escapeOf(part).slice(1)}` : escapeOf(part);
  });

/** The path of a parsed URL in each spelling, the usual one first. */
export const pathSpellings: readonly (readonly [PathSpelling, (pathname: string) => string])[] = [
  ["decoded", canonicalUri],
  ["asIs", (pathname) => closed(encodeAgain(pathname))],
  ["asNode", (pathname) => closed(encodeAsNode(pathname))],
];
