import { type PrismProcess, startPrism } from "./process.ts";

/** A running Prism mock of the English bundle. */
export interface PrismMock extends PrismProcess {}

/**
 * Starts a mock that answers every operation with the document's first example of the 200 response. A request that the
 * document does not allow gets an error with the reasons in the header `sl-violations`; `Prefer: code=429` or
 * `Prefer: example=<name>` in a request choose another answer.
 *
 * @throws {Error} see {@link startPrism}.
 */
export function startPrismMock(): Promise<PrismMock> {
  return startPrism("mock");
}
