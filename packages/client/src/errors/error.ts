/** Which call an error belongs to. */
export interface CallDetails {
  /** `listImageScanTask`; undefined where the call was made through `hss.raw`. */
  operation?: string | undefined;
  method: string;
  /** The path's template (`/v5/{project_id}/image/tasks`), never with a query. */
  path: string;
}

/**
 * What every error of this client extends. No error holds a credential, a header or a query: not in its message, not
 * in its fields, not in its cause.
 */
export abstract class HssError extends Error {
  /** The scan task that was waited for, once it is known: it goes on, and `hss.resumeScan(taskId)` waits for it again. */
  declare taskId?: string;

  /** For logs: all fields and the message, without stack and cause; bigints as strings, which JSON can hold. */
  toJSON(): unknown {
    const fields = Object.assign({ message: this.message }, this);
    return JSON.parse(
      JSON.stringify(fields, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    );
  }
}

/** What went wrong with one call; the message begins with its method and path. */
export abstract class HssCallError extends HssError {
  declare readonly operation: string | undefined;
  declare readonly method: string;
  declare readonly path: string;

  /**
   * @param what the rest of the message
   * @param fields what the error has beside the call
   */
  constructor(call: CallDetails, what: string, fields: object, cause?: Error) {
    super(`${call.method} ${call.path}${what}`, cause && { cause });
    Object.assign(this, call, fields);
  }
}

/** ` (after 3 attempts)`, or nothing where the first one was the last. */
export function describeAttempts(attempts: number): string {
  return attempts > 1 ? ` (after ${attempts} attempts)` : "";
}

/** ` [request id …]`, or nothing where the answer had none. */
export function describeRequestId(requestId: string | undefined): string {
  return requestId === undefined ? "" : ` [request id ${requestId}]`;
}

/** What to bear in mind after a call that changes something and had no answer. */
export const MAY_HAVE_ACTED = "; the service may have acted on the request all the same";
