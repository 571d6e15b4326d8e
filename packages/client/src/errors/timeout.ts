import { HssError } from "./error.ts";

/** The time ran out: of one attempt (`timeout`), of a call with its retries (`deadline`), or of a scan. */
export class HssTimeoutError extends HssError {
  override readonly name = "HssTimeoutError";
  readonly operation: string | undefined;
  /** How many attempts were made; 0 where it was a scan that took too long. */
  readonly attempts: number;
  /** The time that ran out, in milliseconds. */
  readonly limit: number;
  /** Whether the service may have acted on the request although no answer came. */
  readonly mayHaveActed: boolean;

  constructor(
    message: string,
    details: {
      operation?: string | undefined;
      attempts: number;
      limit: number;
      mayHaveActed: boolean;
      cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.operation = details.operation;
    this.attempts = details.attempts;
    this.limit = details.limit;
    this.mayHaveActed = details.mayHaveActed;
  }
}
