import { type CallDetails, describeRequestId, HssCallError } from "./error.ts";

/** An answer came, and it is not one that the service gives: not JSON, cut short, a redirect. */
export class HssResponseError extends HssCallError {
  override readonly name = "HssResponseError";
  declare readonly status: number;
  declare readonly requestId: string | undefined;

  /** @param what the rest of the sentence that starts with the call, as "answered 200 with …" */
  constructor(call: CallDetails, status: number, what: string, requestId?: string) {
    super(call, ` ${what}${describeRequestId(requestId)}`, { status, requestId });
  }
}
