import { type CallDetails, describeAttempts, describeCall, HssError } from "./error.ts";

/** No complete answer came: the connection could not be made, or broke. */
export class HssConnectionError extends HssError {
  override readonly name = "HssConnectionError";
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly attempts: number;
  /** The system's code where there is one: `ECONNREFUSED`, `ECONNRESET`, `ENOTFOUND`… */
  readonly code: string | undefined;
  /**
   * False where the request surely never reached the service. Otherwise the service may have acted on it although no
   * answer came: look before you repeat anything but a GET.
   */
  readonly mayHaveActed: boolean;

  constructor(
    call: CallDetails,
    failure: {
      host: string;
      cause: Error;
      code: string | undefined;
      attempts: number;
      mayHaveActed: boolean;
    },
  ) {
    const what = failure.mayHaveActed ? "the connection broke" : "the connection failed";
    const why = failure.code ?? failure.cause.message;
    const warning =
      failure.mayHaveActed && call.method !== "GET"
        ? "; the service may have acted on the request all the same"
        : "";
    super(
      `${describeCall(call)}: ${what} (${failure.host}: ${why})${describeAttempts(failure.attempts)}${warning}`,
      {
        cause: failure.cause,
      },
    );
    this.operation = call.operation;
    this.method = call.method;
    this.path = call.path;
    this.attempts = failure.attempts;
    this.code = failure.code;
    this.mayHaveActed = failure.mayHaveActed;
  }
}
