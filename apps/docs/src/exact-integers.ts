/**
 * Redocly reads numbers as doubles and would print 9223372036854775807 as 9223372036854776000. Between reading the bundle
 * and writing the page, integers that a double does not hold are marked strings; in the page they become bigint literals,
 * which Redoc prints digit by digit.
 */
const MARK = "hss-kit:integer:";

interface Source {
  /** The number as written; absent for objects and arrays. */
  readonly source?: string;
}

/** Parses JSON; an integer beyond ±(2^53 - 1) becomes a marked string. */
export function parseMarked(json: string): unknown {
  // The third argument is ES2026, in Node since 21.
  const revive = (_key: string, value: unknown, { source = "" }: Source): unknown =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
      ? MARK + source
      : value;
  return JSON.parse(json, revive as Parameters<typeof JSON.parse>[1]);
}

/** Turns the marked strings of a script into bigint literals. */
export function unmark(script: string): string {
  return script.replaceAll(new RegExp(`"${MARK}(-?\\d+)"`, "g"), "$1n");
}
