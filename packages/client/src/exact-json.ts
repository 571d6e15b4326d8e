/**
 * JSON with exact 64-bit integers. The service's ids and sizes go up to 9223372036854775807; a JavaScript number holds
 * integers exactly only up to 2^53 - 1. What a number would round is read as a bigint, and a bigint is written as a
 * plain JSON integer; everything else stays what `JSON` makes of it.
 */

type SourceReviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

/** Whether `JSON.parse` tells a reviver the text that a value came from (Node 22 and newer browsers do). */
const TELLS_SOURCE = parseWithReviver("1", (_key, _value, context) => context?.source) === "1";

/** No integer of fewer digits is beyond 2^53 - 1 = 9007199254740991. */
const LONG_DIGITS = /\d{16}/;
const INTEGER = /^-?\d+$/;
/** A whole JSON string, or a whole number: what lies between the two is of no interest. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * `JSON.parse`, but integers beyond 2^53 - 1 come as bigints.
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseJson(text: string, tellsSource: boolean = TELLS_SOURCE): unknown {
  if (!LONG_DIGITS.test(text)) return JSON.parse(text);
  return tellsSource
    ? parseWithReviver(text, (_key, value, context) => exact(value, context?.source))
    : parseMarked(text);
}

function parseWithReviver(text: string, reviver: SourceReviver): unknown {
  return JSON.parse(text, reviver);
}

function exact(value: unknown, source: string | undefined): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value) || source === undefined) return value;
  return INTEGER.test(source) ? BigInt(source) : value;
}

/** For engines that keep the source to themselves: long integers travel through `JSON.parse` as marked strings. */
function parseMarked(text: string): unknown {
  JSON.parse(text); // a text that is not JSON fails here, before the marks can change what is wrong with it
  const mark = newMark();
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/**
 * `JSON.stringify`, but bigints are written as integers, digit for digit.
 * @param indent blanks for each level; on one line without it
 * @throws TypeError as `JSON.stringify` does (a value that contains itself)
 */
export function stringifyJson(value: unknown, indent?: number): string | undefined {
  let mark: string | undefined;
  const text = JSON.stringify(
    value,
    (_key, field: unknown) => {
      if (typeof field !== "bigint") return field;
      mark ??= newMark();
      return mark + field;
    },
    indent,
  );
  return mark === undefined ? text : text.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}

/** Random, so that no text can hold the mark by chance or by intent. */
function newMark(): string {
  return `int64-${Math.random().toString(36).slice(2)}-`;
}
