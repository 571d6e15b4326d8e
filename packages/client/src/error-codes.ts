import { type ErrorCode, errorCodes } from "@hss-kit/contract/errors";

export { type ErrorCode, type ErrorTexts, errorCodes, type KnownErrorCode } from "@hss-kit/contract/errors";

/**
 * What is documented of an error code, as `HssServiceError.code` has it: meaning, likely cause and what to do, in English
 * and Chinese. `undefined` for one that is not documented: the service has such.
 */
export function aboutErrorCode(code: string | undefined): ErrorCode | undefined {
  // Some of the official pages write the gateway's codes without the W.
  const name = code?.replace(/^APIG\./, "APIGW.") ?? "";
  return Object.hasOwn(errorCodes, name) ? errorCodes[name as keyof typeof errorCodes] : undefined;
}
