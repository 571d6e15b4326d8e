/**
 * Never signed, because the transport and not the caller decides what is sent: `Authorization` itself, and what browsers
 * do not let a program set (https://fetch.spec.whatwg.org/#forbidden-request-header).
 */
const transport =
  /^(authorization|user-agent|accept-encoding|connection|content-length|cookie|date|expect|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|via|(proxy|sec)-.*)$/;

/**
 * The lower-case names that `sign` signs, sorted: all but those that the transport owns, names with `_` (gateways drop
 * them), and a multipart `Content-Type` (its boundary is chosen later).
 */
export function signableHeaders(headers: ReadonlyMap<string, string>): string[] {
  return [...headers.keys()].filter((name) => isSignable(name, headers.get(name) ?? "")).sort();
}

function isSignable(name: string, value: string): boolean {
  if (transport.test(name) || name.includes("_")) return false;
  return name !== "content-type" || !/^multipart\//i.test(value);
}
