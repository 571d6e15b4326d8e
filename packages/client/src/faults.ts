import type { Fault } from "@hss-kit/contract/validators";
import { didYouMean } from "./nearest.ts";

/** @param what the rest of the sentence that starts with the field */
export function fault(field: string, value: unknown, keyword: string, what: string, limit?: unknown): Fault {
  const message = `${field} ${what}`;
  return limit === undefined ? { field, value, keyword, message } : { field, value, keyword, limit, message };
}

export function unknownName(field: string, name: string, what: string, known: readonly string[]): Fault {
  return fault(field, undefined, "unknown", `is ${what}${didYouMean(name, known)}`);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What is wrong with an object of options: names that are none, and times that are no milliseconds.
 * @param field what the object is, as "options"
 */
export function optionFaults(field: string, options: unknown, known: readonly string[]): Fault[] {
  if (!isObject(options)) return [fault(field, undefined, "type", "are missing or not an object")];
  return Object.entries(options).flatMap(([name, value]) => {
    if (!known.includes(name)) return [unknownName(name, name, "not an option", known)];
    if (value === undefined || !TIMES.includes(name) || (typeof value === "number" && value > 0)) return [];
    return [
      fault(name, value, "minimum", `is ${String(value)}; it must be a number of milliseconds above 0`, 0),
    ];
  });
}

/** The options that are times, wherever they can be given. */
const TIMES = ["timeout", "deadline", "pollInterval"];
