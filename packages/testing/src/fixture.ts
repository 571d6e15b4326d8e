import { test } from "vitest";
import { startPrismMock } from "./mock.ts";

/**
 * vitest's `test` with `mock`, a Prism mock. It starts when the first test of a file asks for it, is shared by the tests of
 * that file, and stops after the last one.
 */
// biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures are wanted from the pattern
export const prismTest = test.extend("mock", { scope: "file" }, async ({}, { onCleanup }) => {
  const mock = await startPrismMock();
  onCleanup(() => mock.close());
  return mock;
});
