import { SignerError } from "./error.ts";

/** `YYYYMMDDTHHMMSSZ`, UTC. @throws SignerError for an invalid date, or a year that has not four digits. */
export function formatDate(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) {
    throw new SignerError("options.date", "is not a date between the years 0 and 9999; give a valid Date");
  }
  const iso = date.toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/** The reverse; `undefined` where the text is anything else, such as 30 February. */
export function parseDate(text: string): Date | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) || formatDate(date) !== text ? undefined : date;
}
