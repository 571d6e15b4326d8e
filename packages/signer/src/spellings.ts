import type { QuerySpelling } from "./canonical-query.ts";
import { assemble, payloadHash, type RequestParts, type Spelling } from "./canonical-request.ts";
import type { PathSpelling } from "./canonical-uri.ts";
import { sha256Hex } from "./payload.ts";

const paths: readonly PathSpelling[] = ["decoded", "asIs", "asNode"];
const queries: readonly QuerySpelling[] = ["sorted", "inOrder"];

/**
 * Every canonical request that an official SDK could have signed for what arrived, the usual one first; most requests have
 * only one. A sender that declares the payload of an empty body may sign that declaration or the hash of nothing (Python).
 */
export function canonicalSpellings(
  parts: RequestParts,
  signedHeaders: readonly string[],
): Map<string, Spelling> {
  const payloads = [payloadHash(parts)];
  if (parts.body.length === 0) payloads.push(sha256Hex(""));
  const found = new Map<string, Spelling>();
  for (const payload of payloads) {
    for (const path of paths) {
      for (const query of queries) {
        const spelling = { path, query };
        const text = assemble(parts, signedHeaders, payload, spelling);
        if (!found.has(text)) found.set(text, spelling);
      }
    }
  }
  return found;
}
