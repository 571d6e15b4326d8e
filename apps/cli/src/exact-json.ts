/**
 * JSON that keeps 64-bit integers: one beyond 2^53 - 1 is read as a bigint and written digit for digit. Node 22 and
 * later tell a reviver the text that a value came from, and write raw JSON; the type library does not know it yet.
 */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  stringify(
    value: unknown,
    replacer: (key: string, value: unknown) => unknown,
    space?: number,
  ): string | undefined;
  rawJSON(text: string): unknown;
}

const exact = JSON as unknown as ExactJson;

/** @throws SyntaxError as `JSON.parse` does */
export function parseExact(text: string): unknown {
  return exact.parse(text, (_key, value, { source }) =>
    typeof value === "number" &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );
}

/** Indented by two blanks; undefined becomes `null`. */
export function formatExact(value: unknown): string {
  const text = exact.stringify(
    value,
    (_key, field) => (typeof field === "bigint" ? exact.rawJSON(String(field)) : field),
    2,
  );
  return text ?? "null";
}
