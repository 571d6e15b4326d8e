import { canonicalQuery } from "./canonical-query.ts";
import { canonicalUri } from "./canonical-uri.ts";
import { CONTENT_HASH, sha256Hex } from "./payload.ts";
import { headerMap, methodOf, parseUrl, type SignableRequest } from "./request.ts";
import { signableHeaders } from "./signed-headers.ts";

/** A request taken apart, so that several spellings cost one parse. */
export interface RequestParts {
  readonly method: string;
  readonly pathname: string;
  readonly search: string;
  /** Lower-case names; `host` is there. */
  readonly headers: Map<string, string>;
  readonly body: string | Uint8Array;
}

/** @throws SignerError where the request cannot be signed. */
export function requestParts(request: SignableRequest): RequestParts {
  const url = parseUrl(request.url);
  const headers = headerMap(request.headers);
  if (!headers.get("host")) headers.set("host", url.host);
  return {
    method: methodOf(request),
    pathname: url.pathname,
    search: url.search,
    headers,
    body: request.body ?? "",
  };
}

/** The hash that is signed: the header's value where there is one, else the body's. */
export function payloadHash({ headers, body }: RequestParts): string {
  return headers.get(CONTENT_HASH) || sha256Hex(body);
}

/** Puts the six parts together; a signed header that is missing counts as empty. */
export function assemble(
  { method, headers }: RequestParts,
  uri: string,
  query: string,
  signedHeaders: readonly string[],
  payload: string,
): string {
  let lines = "";
  for (const name of signedHeaders) lines += `${name}:${headers.get(name) ?? ""}\n`;
  return `${method}\n${uri}\n${query}\n${lines}\n${signedHeaders.join(";")}\n${payload}`;
}

/** The canonical request in the spelling that `sign` uses. */
export function usualCanonicalRequest(parts: RequestParts, signedHeaders: readonly string[]): string {
  const { pathname, search } = parts;
  return assemble(parts, canonicalUri(pathname), canonicalQuery(search), signedHeaders, payloadHash(parts));
}

/**
 * The first stage: what of a request is signed, as text. Its lines are method, path, query, each signed header, an empty
 * line, the names of the signed headers, and the hash of the body.
 *
 * Give the request as it is sent, with the headers that `sign` returned: then this is the text that was signed.
 *
 * @param signedHeaders lower-case names in order; left out, those that `sign` chooses.
 * @throws SignerError where the request cannot be signed.
 */
export function canonicalRequest(request: SignableRequest, signedHeaders?: readonly string[]): string {
  const parts = requestParts(request);
  return usualCanonicalRequest(parts, signedHeaders ?? signableHeaders(parts.headers));
}
