import type { ScanScopeName } from "@hss-kit/contract";
import { scanScopes } from "@hss-kit/contract";
import { HssRequestError } from "./errors/request.ts";
import { fault } from "./faults.ts";
import { didYouMean } from "./nearest.ts";

/** What the service documents as "everything"; the five kinds together are 0xfffff. */
const ALL = 0x7fffffff;
const NAMES = Object.keys(scanScopes) as ScanScopeName[];

/**
 * The bit mask for `scan_scope`: `scanScope("vulnerabilities", "malware")` is 0xf0f00, `scanScope("all")` 0x7fffffff,
 * `scanScope()` 0. All five names give 0x7fffffff too. That the service combines kinds by OR is inferred from the mask.
 * @throws HssRequestError for a name that is none
 */
export function scanScope(...names: readonly (ScanScopeName | "all")[]): number {
  let mask = 0;
  for (const name of names) {
    if (name === "all") return ALL;
    if (!Object.hasOwn(scanScopes, name)) {
      const what = `has "${name}", which is not a scan scope${didYouMean(String(name), [...NAMES, "all"])}; there are ${NAMES.join(", ")} and all`;
      throw new HssRequestError("scanScope", [fault("scan_scope", name, "enum", what, NAMES)]);
    }
    mask |= scanScopes[name];
  }
  return normalScope(mask);
}

/**
 * The names in a mask, in the order of the service's documentation: `scanScopeNames(0x7fffffff)` gives all five.
 * A kind counts as chosen where all of its bits are set.
 */
export function scanScopeNames(mask: number): ScanScopeName[] {
  return NAMES.filter((name) => (mask & scanScopes[name]) === scanScopes[name]);
}

/** One number for "everything", however it is written (0xfffff in one place, 0x7fffffff in another). */
export function normalScope(mask: number): number {
  return scanScopeNames(mask).length === NAMES.length ? ALL : mask;
}
