import { encodeAsciiTwice, encodeTwice, reencode } from "./encode.ts";

/**
 * How a sender spells the path that it signs:
 * - `decoded`: escapes are decoded, then everything is encoded once (Python, Go; what `sign` does);
 * - `asIs`: the escapes of the URL are encoded again (Java, Node): `%20` is signed as `%2520`;
 * - `asIsAscii`: only the ASCII ones are, since others were added after signing (Node).
 */
export type PathSpelling = "decoded" | "asIs" | "asIsAscii";

const spellings: { readonly [Spelling in PathSpelling]: (path: string) => string } = {
  // An escaped slash is a slash once decoded, and so it is in the official SDKs.
  decoded: (path) => path.replace(/%2F/gi, "/").split("/").map(reencode).join("/"),
  asIs: (path) => path.split("/").map(encodeTwice).join("/"),
  asIsAscii: (path) => path.split("/").map(encodeAsciiTwice).join("/"),
};

/** The path of a parsed URL as the canonical request holds it; always ends in "/". */
export function canonicalUri(pathname: string, spelling: PathSpelling = "decoded"): string {
  const uri = spellings[spelling](pathname);
  return uri.endsWith("/") ? uri : `${uri}/`;
}
