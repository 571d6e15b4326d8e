import { type CallDetails, describeAttempts, HssCallError, MAY_HAVE_ACTED } from "./error.ts";

/** No complete answer came: the connection could not be made, or broke. */
export class HssConnectionError extends HssCallError {
  override readonly name = "HssConnectionError";
  declare readonly attempts: number;
  /** The system's code where there is one: `ECONNREFUSED`, `ECONNRESET`, `ENOTFOUND`… */
  declare readonly code: string | undefined;
  /**
   * False where the request surely never reached the service. Otherwise the service may have acted on it although no
   * answer came: look before you repeat anything but a GET.
   */
  declare readonly mayHaveActed: boolean;

  constructor(
    call: CallDetails,
    {
      host,
      cause,
      ...fields
    }: { host: string; cause: Error; code: string | undefined; attempts: number; mayHaveActed: boolean },
  ) {
    const { code, attempts, mayHaveActed } = fields;
    const what = mayHaveActed ? "broke" : "failed";
    const warning = mayHaveActed && call.method !== "GET" ? MAY_HAVE_ACTED : "";
    super(
      call,
      `: the connection ${what} (${host}: ${code ?? cause.message})${describeAttempts(attempts)}${warning}`,
      fields,
      cause,
    );
  }
}
