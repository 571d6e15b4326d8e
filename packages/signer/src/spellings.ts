import { canonicalQuery } from "./canonical-query.ts";
import { assemble, payloadHash, type RequestParts } from "./canonical-request.ts";
import { type PathSpelling, pathSpellings } from "./path-spellings.ts";
import { EMPTY_HASH } from "./payload.ts";

/**
 * How a sender orders the query that it signs:
 * - `sorted`: by name, then by value (Python, Go, Node; what `sign` does);
 * - `inOrder`: by name, the values of one name in the order in which they are sent (Java).
 */
export type QuerySpelling = "sorted" | "inOrder";

/** Which of the ways in use a sender chose for what the algorithm leaves open. */
export interface Spelling {
  readonly path: PathSpelling;
  readonly query: QuerySpelling;
}

/**
 * Every canonical request that an official SDK could have signed for what arrived, each once, the usual one first; most
 * requests have only one. They come one by one, since the first is nearly always the right one.
 */
export function* canonicalSpellings(
  parts: RequestParts,
  signedHeaders: readonly string[],
): Generator<readonly [text: string, spelling: Spelling]> {
  const seen = new Set<string>();
  for (const payload of payloads(parts)) {
    for (const [path, spell] of pathSpellings) {
      for (const query of ["sorted", "inOrder"] as const) {
        const canonical = canonicalQuery(parts.search, query === "inOrder");
        const text = assemble(parts, spell(parts.pathname), canonical, signedHeaders, payload);
        if (seen.has(text)) continue;
        seen.add(text);
        yield [text, { path, query }];
      }
    }
  }
}

/** Whoever declares the payload of an empty body may sign that declaration, or the hash of nothing (Python). */
function* payloads(parts: RequestParts): Generator<string> {
  yield payloadHash(parts);
  if (parts.body.length === 0) yield EMPTY_HASH;
}
