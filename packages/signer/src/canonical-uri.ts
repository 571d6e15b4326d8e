import { encodeAsNode, encodeTwice, reencode } from "./encode.ts";

/**
 * How a sender spells the path that it signs:
 * - `decoded`: escapes are decoded, then everything is encoded once (Python and Go; what `sign` does);
 * - `asIs`: the escapes of the URL are encoded again, `%20` is signed as `%2520` (Java; Node for a path that came escaped);
 * - `asNode`: the escapes that Node's `url.parse` adds are encoded again, those added later are not.
 */
export type PathSpelling = "decoded" | "asIs" | "asNode";

const spellings: { readonly [Spelling in PathSpelling]: (path: string) => string } = {
  // An escaped slash is a slash once decoded, and so it is in the official SDKs.
  decoded: (path) => path.replace(/%2F/gi, "/").split("/").map(reencode).join("/"),
  asIs: (path) => path.split("/").map(encodeTwice).join("/"),
  asNode: (path) => path.split("/").map(encodeAsNode).join("/"),
};

/** The path of a parsed URL as the canonical request holds it; always ends in "/". */
export function canonicalUri(pathname: string, spelling: PathSpelling = "decoded"): string {
  const uri = spellings[spelling](pathname);
  return uri.endsWith("/") ? uri : `${uri}/`;
}
