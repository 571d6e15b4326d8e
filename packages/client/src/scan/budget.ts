import { HssTimeoutError } from "../errors/timeout.ts";
import type { CallOptions } from "../operation.ts";
import type { Settings } from "../options.ts";
import type { WaitOptions } from "./options.ts";

/** The time that a scan may take, and what ends it before. */
export interface Budget {
  /** The task that the time is spent on, once it is known: an error about the time names it. */
  taskId: string | undefined;
  /** Makes a call within what is left. */
  spend<T>(call: (options: CallOptions) => Promise<T>): Promise<T>;
  /** Waits, though not beyond the deadline: the next call then finds nothing left to spend. */
  sleep(ms: number): Promise<void>;
}

/**
 * @param began when the scan was asked for, in milliseconds of the client's clock
 * @param settings `deadline` is the client's own limit for one call, in milliseconds
 * @throws (from its methods) HssTimeoutError when the deadline has passed; the signal's reason when it is aborted
 */
export function createBudget(
  { deadline, signal }: WaitOptions,
  began: number,
  { clock, deadline: callDeadline }: Pick<Settings, "clock" | "deadline">,
): Budget {
  const end = deadline === undefined ? Number.POSITIVE_INFINITY : began + deadline;
  const budget: Budget = {
    taskId: undefined,
    async spend(call) {
      signal?.throwIfAborted();
      const left = end - clock.now();
      if (left <= 0) throw expired();
      try {
        return await call({
          deadline: Math.min(left, callDeadline),
          ...(signal !== undefined && { signal }),
        });
      } catch (error) {
        // The call ran out of the scan's time and not of its own.
        if (error instanceof HssTimeoutError && error.limit === left) throw expired(error);
        throw error;
      }
    },
    async sleep(ms) {
      signal?.throwIfAborted();
      const left = end - clock.now();
      await clock.sleep(Math.min(ms, Math.max(left, 0)), signal);
    },
  };
  return budget;

  function expired(cause?: unknown): HssTimeoutError {
    const { taskId } = budget;
    const rest =
      taskId === undefined
        ? "whether its task was created is in the list of tasks"
        : `the task goes on, and hss.resumeScan("${taskId}") waits for it again`;
    const message = `the scan was not done within its deadline of ${deadline} ms; ${rest}`;
    return new HssTimeoutError(message, {
      operation: "scan",
      attempts: 0,
      limit: deadline ?? end,
      mayHaveActed: true,
      cause,
    });
  }
}
