import type { Int64 } from "@hss-kit/contract";
import { DEFAULT_ENTERPRISE_PROJECT } from "../world/registry-images.ts";

/** Asks for every enterprise project [doc]. */
const ALL_ENTERPRISE_PROJECTS = "all_granted_eps";

/**
 * How a filter compares. Nothing documents it, so all of these are guesses: names are matched by a part, as the
 * console's search boxes do; ids, versions, namespaces, words and figures by equality; times lie within the bounds,
 * both included. A filter that was not given matches everything; so does an empty text.
 */
export function equals<Value>(wanted: Value | undefined, actual: Value | undefined): boolean {
  return wanted === undefined || wanted === "" || wanted === actual;
}

export function contains(wanted: string | undefined, ...actual: readonly (string | undefined)[]): boolean {
  return wanted === undefined || wanted === "" || actual.some((text) => text?.includes(wanted) === true);
}

/** Compares numbers with bigints by value. */
export function sameInteger(wanted: Int64 | undefined, actual: Int64): boolean {
  return wanted === undefined || BigInt(wanted) === BigInt(actual);
}

/** A time that is not there lies within no bounds. */
export function within(from: Int64 | undefined, to: Int64 | undefined, actual: number | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  return actual !== undefined && (from === undefined || actual >= from) && (to === undefined || actual <= to);
}

/** Whether there is any, for filters as `has_vul`. */
export function has(wanted: boolean | undefined, count: number): boolean {
  return wanted === undefined || wanted === count > 0;
}

/** Enterprise project `0` unless the request names another, or all of them [doc]. */
export function inEnterpriseProject(wanted: string | undefined, actual: string): boolean {
  return wanted === ALL_ENTERPRISE_PROJECTS || (wanted ?? DEFAULT_ENTERPRISE_PROJECT) === actual;
}

/** The part of a list that `offset` and `limit` name. The defaults are the document's. */
export function pageOf<Item>(
  items: readonly Item[],
  { offset = 0, limit = 10 }: { readonly offset?: number; readonly limit?: number },
): Item[] {
  return items.slice(offset, offset + limit);
}
