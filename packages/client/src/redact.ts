/** Takes what is secret out of a text that somebody else wrote. */
export type Redact = (text: string) => string;

const HIDDEN = "***";
/** Too short to be a secret, and likely to occur in any text. */
const SHORTEST_SECRET = 4;

/** Hides the given secrets wherever they stand, every signature, and the query of every URL. */
export function createRedact(secrets: readonly string[]): Redact {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, HIDDEN);
    return clean
      .replace(/(Signature=)[0-9a-fA-F]+/g, `$1${HIDDEN}`)
      .replace(/(https?:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/g, "$1");
  };
}

/**
 * A copy of a foreign error that holds its name, message, code and stack and nothing else: what a `fetch` throws may
 * carry the whole request, headers included.
 */
export function redactedCause(error: unknown, redact: Redact): Error {
  if (!(error instanceof Error)) return new Error(redact(String(error)));
  const inner = error.cause instanceof Error ? redactedCause(error.cause, redact) : undefined;
  const copy = new Error(redact(error.message), inner && { cause: inner });
  copy.name = error.name;
  if (error.stack !== undefined) copy.stack = redact(error.stack);
  const code = errorCode(error);
  return code === undefined ? copy : Object.assign(copy, { code });
}

/** The `code` of a system error (`ECONNREFUSED`), or of the first cause that has one. */
export function errorCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}
