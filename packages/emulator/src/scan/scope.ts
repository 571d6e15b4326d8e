import { scanScopes } from "@hss-kit/contract";

/** What a scan looked for, of that which the six operations show. */
export interface Looked {
  readonly vulnerabilities: boolean;
  readonly unsafeSettings: boolean;
  readonly maliciousFiles: boolean;
}

/**
 * Reads the bit mask of a task. One bit of a nibble is enough [guess]; a task without a scope looks for everything
 * [guess]; 0 looks for nothing [doc].
 */
export function looked(scope: number | undefined): Looked {
  const covers = (mask: number): boolean => scope === undefined || (scope & mask) !== 0;
  return {
    vulnerabilities: covers(scanScopes.vulnerabilities),
    unsafeSettings: covers(scanScopes.baseline),
    maliciousFiles: covers(scanScopes.malware),
  };
}
