/**
 * Prism in two roles: a double that answers from the document's examples (`startPrismMock`, `prismTest`), and a
 * referee between a client and a server (`startPrismProxy`, `expectNoViolations`).
 */
export { prismTest } from "./fixture.ts";
export { type PrismMock, startPrismMock } from "./mock.ts";
export { expectNoViolations, type PrismProxy, type PrismProxyOptions, startPrismProxy } from "./proxy.ts";
export type { Violation } from "./violations.ts";
