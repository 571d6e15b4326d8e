import type { Words } from "./languages.ts";

/**
 * For the pages alone: parameters and fields that are marked as secret say so at the head of their description. That a field
 * is write-only is shown by Redoc itself.
 *
 * @param document parsed OpenAPI; changed in place.
 */
export function markSecrets(document: unknown, words: Pick<Words, "secret">): void {
  if (typeof document !== "object" || document === null) return;
  // Some are marked as no secret (`false`), since their names sound like one.
  if ("x-secret" in document && document["x-secret"] === true) {
    const { description = "" } = document as { description?: string };
    Object.assign(document, { description: [words.secret, description].filter(Boolean).join(" ") });
  }
  for (const child of Object.values(document)) markSecrets(child, words);
}
