import type { OperationId } from "@hss-kit/contract";
import { operations } from "@hss-kit/contract";
import { HssResponseError } from "./errors/response.ts";

/** The largest page of every list: an API may be called five times a minute, so few large pages are the fast way. */
const PAGE_SIZE = 200;

/**
 * Reads a list to its end and yields it page by page: one is in memory at a time, and its entries cost no `await` each.
 * @throws HssResponseError where a page is none, or where the list ends before its own `total_num`: what is missing could
 * be what matters
 */
export async function* readPages<Item>(
  operation: OperationId,
  ask: (page: { offset: number; limit: number }) => Promise<{ total_num: number; data_list: Item[] }>,
): AsyncGenerator<Item[], void, undefined> {
  for (let offset = 0; ; ) {
    const { total_num: total, data_list: items } = await ask({ offset, limit: PAGE_SIZE });
    if (!Array.isArray(items) || typeof total !== "number") {
      throw brokenList(operation, "answered 200 without data_list and total_num, which every list has");
    }
    if (items.length > 0) yield items;
    offset += items.length;
    if (offset >= total) return;
    if (items.length === 0) {
      throw brokenList(operation, `ended after ${offset} entries, although its total_num is ${total}`);
    }
  }
}

/** @param what the rest of the sentence that starts with the operation */
export function brokenList(operation: OperationId, what: string): HssResponseError {
  const { method, path } = operations[operation];
  return new HssResponseError({ operation, method, path }, 200, what);
}
