import { SignerError } from "./error.ts";

/** Where a key of V11-HMAC-SHA256 is valid: it is derived for one day, region and service. */
export interface CredentialScope {
  /** Such as `cn-north-4`. */
  readonly region: string;
  /** The service's name for derived keys, such as `hss`. */
  readonly service: string;
}

/** `YYYYMMDD/region/service`; takes the time in the form of `X-Sdk-Date`. */
export function scopeInfo(time: string, scope: CredentialScope): string {
  return `${time.slice(0, 8)}/${scope.region}/${scope.service}`;
}

/** @throws SignerError where a part is empty or holds a character that would end it early. */
export function checkScope(scope: CredentialScope): void {
  for (const field of ["region", "service"] as const) {
    if (!/^[\w.-]+$/.test(scope[field])) {
      throw new SignerError(
        `options.scope.${field}`,
        `${JSON.stringify(scope[field])} is not a name of letters, digits, "-", "_" and "."`,
      );
    }
  }
}
