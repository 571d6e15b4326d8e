import type { ErrorSays } from "../error-body.ts";
import { type CallDetails, describeAttempts, describeCall, HssError } from "./error.ts";

/** The service, or the gateway in front of it, answered with an error. */
export class HssServiceError extends HssError {
  override readonly name = "HssServiceError";
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  /** The HTTP status. A resource that does not exist is a 400 with a code of HSS, not a 404. */
  readonly status: number;
  /** `HSS.1005`, `APIGW.0308`, `00000010`…; undefined where the answer has none. */
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** What the service said, in its own words. */
  readonly serviceMessage: string | undefined;
  /** Where IAM refused: why, in a form that only STS can decode. */
  readonly encodedAuthorizationMessage: string | undefined;
  readonly attempts: number;

  constructor(call: CallDetails, status: number, says: ErrorSays, attempts: number) {
    const code = says.code === undefined ? "" : ` ${says.code}`;
    const message = says.message === undefined ? "" : `: ${says.message}`;
    const requestId = says.requestId === undefined ? "" : ` [request id ${says.requestId}]`;
    super(
      `${describeCall(call)} answered ${status}${code}${message}${requestId}${describeAttempts(attempts)}`,
    );
    this.operation = call.operation;
    this.method = call.method;
    this.path = call.path;
    this.status = status;
    this.code = says.code;
    this.requestId = says.requestId;
    this.serviceMessage = says.message;
    this.encodedAuthorizationMessage = says.encodedAuthorizationMessage;
    this.attempts = attempts;
  }
}
