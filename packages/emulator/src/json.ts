/**
 * JSON whose integers keep every digit: a whole number that a JavaScript number would round is read as a bigint, and
 * a bigint is written as a plain JSON number. `JSON.parse` alone rounds, `JSON.stringify` alone throws.
 */

/** What an engine with "JSON.parse source text access" passes to a reviver as its third argument. */
interface Source {
  readonly source?: string;
}
type Reviver = (key: string, value: unknown, context?: Source) => unknown;

const parseWith: (text: string, reviver: Reviver) => unknown = JSON.parse;
/** Fewer digits always fit a number, and almost every text has fewer: then nothing needs reviving. */
const LONG = /\d{16}/;
const INTEGER = /^-?\d+$/;

function exact(source: string, rounded: number): number | bigint {
  return INTEGER.test(source) && !Number.isSafeInteger(rounded) ? BigInt(source) : rounded;
}

function engineTellsSource(): boolean {
  let told: string | undefined;
  parseWith("1", (_key, value, context) => {
    told = context?.source;
    return value;
  });
  return told === "1";
}

/**
 * For engines without source access: a long integer outside a string becomes a string with a mark that the text
 * holds nowhere, and the mark is taken off again while parsing.
 */
export function parseByMarking(text: string): unknown {
  // Parsed first: what is not JSON must stay an error, and the decoded strings are what the mark must not collide with.
  const decoded = JSON.stringify(JSON.parse(text));
  let mark = "#int64";
  while (text.includes(mark) || decoded.includes(mark)) mark += "#";
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

const reviver: Reviver = (_key, value, context) =>
  typeof value === "number" && context?.source !== undefined ? exact(context.source, value) : value;

const parseLong = engineTellsSource() ? (text: string) => parseWith(text, reviver) : parseByMarking;

/**
 * Reads JSON; an integer outside ±(2^53 - 1) comes as a bigint.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  return LONG.test(text) ? parseLong(text) : (JSON.parse(text) as unknown);
}

interface RawJson {
  rawJSON?(text: string): unknown;
}

/** For engines without `JSON.rawJSON`: bigints travel through `JSON.stringify` as marked strings. */
export function stringifyByMarking(value: unknown): string {
  const write = (ofBigint: (digits: bigint) => unknown): string =>
    JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? ofBigint(item) : item));
  // The mark may stand only where a bigint put it: the text without bigints must not hold it.
  const plain = write(() => 0);
  let mark = "#int64";
  while (plain.includes(mark)) mark += "#";
  return write((digits) => `${mark}${digits}`).replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}

const { rawJSON } = JSON as RawJson;

/**
 * The value with raw JSON in the place of bigints; what holds none is returned itself. A replacer would be called for
 * every property, which costs more than the writing.
 */
function withRaw(value: unknown, raw: (text: string) => unknown): unknown {
  if (typeof value === "bigint") return raw(value.toString());
  if (typeof value !== "object" || value === null) return value;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    const written = withRaw(item, raw);
    if (written === item) continue;
    // For an array too: its indices are keys, and the copy is an array again.
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[key] = written;
  }
  return copy ?? value;
}

/** Writes JSON data (no `toJSON`, no cycles); a bigint becomes a number with all its digits. */
export const stringifyJson: (value: unknown) => string =
  rawJSON === undefined ? stringifyByMarking : (value) => JSON.stringify(withRaw(value, rawJSON));
