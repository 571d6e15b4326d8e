import type { ImageScanTask } from "@hss-kit/contract";

/** How a task ended; `partial`: some images were scanned and some could not be. */
export type ScanOutcome = "succeeded" | "partial" | "failed" | "stopped" | "timedOut";

export type ScanState = "scanning" | ScanOutcome;

/** Where a task stands, by the service's own figures. */
export interface ScanProgress {
  taskId: string;
  state: ScanState;
  /** 0 to 100; 0 again where a task was stopped, failed or timed out, since the service then tells no progress. */
  percent: number;
  /** The service's estimate, in minutes; absent where it gives none. */
  remainingMinutes?: number;
  /** Images to scan; 0 while the service has not counted them. */
  total: number;
  succeeded: number;
  failed: number;
}

/** The last progress of a task. */
export type ScanEnd = ScanProgress & { state: ScanOutcome };

export function hasEnded(progress: ScanProgress): progress is ScanEnd {
  return progress.state !== "scanning";
}

/** Reads `task_status`: 0 to 99 is progress, 100 is done, -1 stopped, -2 timed out, -3 failed. */
export function readProgress(taskId: string, task: ImageScanTask): ScanProgress {
  const succeeded = task.success_num ?? 0;
  const failed = task.failed_num ?? task.failed_images?.length ?? 0;
  const status = task.task_status ?? 0;
  return {
    taskId,
    state: readState(status, succeeded, failed),
    percent: Math.min(100, Math.max(0, status)),
    ...(task.remain_min !== undefined && { remainingMinutes: Number(task.remain_min) }),
    total: task.total_num ?? 0,
    succeeded,
    failed,
  };
}

function readState(status: number, succeeded: number, failed: number): ScanState {
  if (status === -1) return "stopped";
  if (status === -2) return "timedOut";
  if (status < 0) return "failed";
  if (status < 100) return "scanning";
  if (failed === 0) return "succeeded";
  return succeeded > 0 ? "partial" : "failed";
}
