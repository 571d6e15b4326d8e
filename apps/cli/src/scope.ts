import { type ScanScopeName, scanScope } from "@hss-kit/client";
import { scanScopes } from "@hss-kit/client/operations";
import { Failure } from "./failure.ts";
import { kebab } from "./names.ts";

/**
 * Reads `all`, or names as `vulnerabilities,sensitive-information`; the contract's own spelling is taken too.
 * @returns the bit mask
 * @throws Failure
 */
export function parseScope(text: string): number {
  const known = [...Object.keys(scanScopes), "all"] as (ScanScopeName | "all")[];
  const names = text.split(",").map((part) => {
    const wanted = part.trim().toLowerCase();
    const name = known.find((one) => wanted === kebab(one) || wanted === one.toLowerCase());
    if (name !== undefined) return name;
    throw new Failure(`--scope holds "${part}", which is not one of ${known.map(kebab).join(", ")}`);
  });
  return scanScope(...names);
}
