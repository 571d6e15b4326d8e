/** What a value typed in a shell has to become. */
export type ValueType = "string" | "integer" | "number" | "boolean" | "array";

/**
 * Turns text into the value that the contract expects. What does not look like it stays text, so that the check before
 * sending can name field, value and expected type. Integers keep every digit: a bigint beyond 2^53 - 1. Hexadecimal
 * is read too, since the documentation writes `scan_scope` so.
 */
export function coerce(type: ValueType, text: string): unknown {
  switch (type) {
    case "integer":
      return /^(-?\d+|0x[0-9a-f]+)$/i.test(text) ? coerceInteger(text) : text;
    case "number":
      return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "string":
    case "array":
      return text;
  }
}

function coerceInteger(text: string): number | bigint {
  const exact = BigInt(text);
  const rounded = Number(exact);
  return Number.isSafeInteger(rounded) ? rounded : exact;
}
