import { type CallDetails, describeCall, HssError } from "./error.ts";

/** An answer came, and it is not one that the service gives: not JSON, cut short, a redirect. */
export class HssResponseError extends HssError {
  override readonly name = "HssResponseError";
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestId: string | undefined;

  /** @param what the rest of the sentence that starts with the call, as "answered 200 with …" */
  constructor(call: CallDetails, status: number, what: string, requestId?: string) {
    const id = requestId === undefined ? "" : ` [request id ${requestId}]`;
    super(`${describeCall(call)} ${what}${id}`);
    this.operation = call.operation;
    this.method = call.method;
    this.path = call.path;
    this.status = status;
    this.requestId = requestId;
  }
}
