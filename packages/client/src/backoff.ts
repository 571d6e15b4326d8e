/** The first wait lies between 0 and this; each further one may be twice as long. */
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 20_000;

/**
 * How long to wait before the next attempt, in milliseconds: full jitter, so that many clients that were refused at once
 * do not come back at once; never less than the service asked for.
 * @param failures how many attempts have failed so far, from 1
 * @param random a number in [0, 1)
 * @param retryAfter what the service asked for, in milliseconds
 */
export function retryDelay(failures: number, random: number, retryAfter = 0): number {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
  return Math.max(Math.floor(random * ceiling), retryAfter);
}

/**
 * The header `Retry-After` in milliseconds from `now`: a number of seconds or an HTTP date; 0 where it says neither.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function readRetryAfter(value: string | null, now: number): number {
  const text = value?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = text === "" ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
