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
  taskId?: string;

  /** For logs: all fields and the message, without stack and cause; bigints as strings, which JSON can hold. */
  toJSON(): unknown {
    const fields = Object.assign({ message: this.message }, this);
    return JSON.parse(
      JSON.stringify(fields, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    );
  }
}

/** `GET /v5/{project_id}/image/tasks`, as messages begin. */
export function describeCall(call: CallDetails): string {
  return `${call.method} ${call.path}`;
}

/** ` (after 3 attempts)`, or nothing where the first one was the last. */
export function describeAttempts(attempts: number): string {
  return attempts > 1 ? ` (after ${attempts} attempts)` : "";
}
