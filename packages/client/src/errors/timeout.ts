import { HssError } from "./error.ts";

/** The time ran out: of one attempt (`timeout`), of a call with its retries (`deadline`), or of a scan. */
export class HssTimeoutError extends HssError {
  override readonly name = "HssTimeoutError";
  declare readonly operation: string | undefined;
  /** How many attempts were made; 0 where it was a scan that took too long. */
  declare readonly attempts: number;
  /** The time that ran out, in milliseconds. */
  declare readonly limit: number;
  /** Whether the service may have acted on the request although no answer came. */
  declare readonly mayHaveActed: boolean;

  constructor(
    message: string,
    {
      cause,
      ...fields
    }: {
      operation?: string | undefined;
      attempts: number;
      limit: number;
      mayHaveActed: boolean;
      cause?: unknown;
    },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, fields);
  }
}
