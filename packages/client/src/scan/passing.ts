import { HssConnectionError } from "../errors/connection.ts";
import { HssServiceError } from "../errors/service.ts";
import { HssTaskUncertainError } from "../errors/task-uncertain.ts";
import { HssTimeoutError } from "../errors/timeout.ts";

/** Whether the next look at the tasks may well succeed where this one failed. */
export function mayPass(error: unknown): boolean {
  return (
    error instanceof HssConnectionError ||
    error instanceof HssTaskUncertainError ||
    (error instanceof HssTimeoutError && error.operation !== "scan") ||
    (error instanceof HssServiceError && (error.status >= 500 || error.status === 429))
  );
}
