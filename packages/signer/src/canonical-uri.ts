import { reencodePath } from "./encode.ts";

/**
 * The path of a parsed URL as the canonical request holds it: its escapes decoded, then everything encoded once; always
 * ending in "/". An escaped slash is a slash once decoded, and so it is in the official SDKs.
 */
export function canonicalUri(pathname: string): string {
  return closed(reencodePath(pathname.replace(/%2F/gi, "/")));
}

/** The path, with the "/" that every signed path ends in. */
export function closed(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}
