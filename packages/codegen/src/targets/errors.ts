import type { ErrorCode } from "../document.ts";
import { HEADER, literal } from "../typescript-text.ts";

/** The table of documented error codes, by code. */
export function errorsJs(errors: readonly ErrorCode[]): string {
  const rows = errors.map(({ code, ...about }) => `  ${JSON.stringify(code)}: ${literal(about)},\n`);
  return `${HEADER}\nexport const errorCodes = {\n${rows.join("")}};\n`;
}

export function errorsDts(errors: readonly ErrorCode[]): string {
  return `${HEADER}
/** What to tell a person about an error, in CommonMark of one paragraph. */
export interface ErrorTexts {
  readonly meaning: string;
  /** The likely cause. */
  readonly cause: string;
  /** What to do. */
  readonly action: string;
}

export interface ErrorCode {
  /** The HTTP statuses that it comes with. */
  readonly statuses: readonly number[];
  /** Who refused the request: HSS, or the gateway in front of it. */
  readonly origin: "hss" | "gateway";
  /** Where it is known from: the official documentation, or answers of the real service. */
  readonly sources: readonly ("doc" | "live")[];
  readonly en: ErrorTexts;
  readonly zh: ErrorTexts;
}

/** The documented codes. The service has others too. Some pages write \`APIG.\` for \`APIGW.\`. */
export type KnownErrorCode =${errors.map(({ code }) => `\n  | ${JSON.stringify(code)}`).join("")};

export declare const errorCodes: { readonly [Code in KnownErrorCode]: ErrorCode };
`;
}
