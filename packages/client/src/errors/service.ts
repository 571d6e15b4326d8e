import type { ErrorSays } from "../error-body.ts";
import { type CallDetails, describeAttempts, describeRequestId, HssCallError } from "./error.ts";

/** The service, or the gateway in front of it, answered with an error. */
export class HssServiceError extends HssCallError {
  override readonly name = "HssServiceError";
  /** The HTTP status. A resource that does not exist is a 400 with a code of HSS, not a 404. */
  declare readonly status: number;
  /** `HSS.1005`, `APIGW.0308`, `00000010`…; undefined where the answer has none. */
  declare readonly code: string | undefined;
  declare readonly requestId: string | undefined;
  /** What the service said, in its own words: its message, or its description where that is all there is. */
  declare readonly serviceMessage: string | undefined;
  /** What the service said in more detail, often which field is wrong; undefined where the answer has none. */
  declare readonly serviceDescription: string | undefined;
  /** Where IAM refused: why, in a form that only STS can decode. */
  declare readonly encodedAuthorizationMessage: string | undefined;
  declare readonly attempts: number;

  constructor(call: CallDetails, status: number, says: ErrorSays, attempts: number) {
    const { code, description, requestId, encodedAuthorizationMessage } = says;
    const message = says.message ?? description;
    const more = description === undefined || description === message ? "" : ` (${description})`;
    super(
      call,
      ` answered ${status}${code === undefined ? "" : ` ${code}`}${message === undefined ? "" : `: ${message}`}${more}${describeRequestId(requestId)}${describeAttempts(attempts)}`,
      {
        status,
        code,
        requestId,
        serviceMessage: message,
        serviceDescription: description,
        encodedAuthorizationMessage,
        attempts,
      },
    );
  }
}
