import type { GlobalImageType, ImageTaskType } from "@hss-kit/contract";
import type { Subject } from "../world/subject.ts";

/** The scan of one image within a task, planned when the task is created. */
export interface Slot {
  readonly task: ScanTask;
  readonly subject: Subject;
  readonly startAt: number;
  readonly endAt: number;
}

/**
 * A scan task. Nothing in it changes as time passes: its slots say when each image's scan starts and ends, and what
 * is true at a moment is computed from that. Only stopping adds something.
 */
export interface ScanTask {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly taskType: Extract<ImageTaskType, "manual" | "cycle">;
  readonly imageType: GlobalImageType;
  readonly enterpriseProjectId: string;
  readonly startedAt: number;
  readonly scope: number | undefined;
  readonly rateLimit: number | undefined;
  readonly isAll: boolean;
  readonly slots: readonly Slot[];
  /** When the last slot ends, were it left alone. */
  readonly naturalEnd: number;
  /** When the service gives up. */
  readonly deadline: number;
  stoppedAt: number | undefined;
}

/** When the task ends, if it was stopped before its natural end or ran out of time; then open slots are void. */
export function cutOf(task: ScanTask): number | undefined {
  if (task.stoppedAt !== undefined) return task.stoppedAt;
  return task.naturalEnd > task.deadline ? task.deadline : undefined;
}

/** When the task ended, if it has: by itself or not. */
export function endOf(task: ScanTask, now: number): number | undefined {
  const end = cutOf(task) ?? task.naturalEnd;
  return now >= end ? end : undefined;
}

/** Whether the slot takes place to its end. */
export function isWhole(slot: Slot): boolean {
  const cut = cutOf(slot.task);
  return cut === undefined || slot.endAt <= cut;
}

/** What a task says of itself at a moment. */
export interface TaskState {
  /** `task_status`: 0 to 99 progress, 100 done, -1 stopped, -2 timed out, -3 failed. */
  readonly status: number;
  readonly endedAt: number | undefined;
  readonly remainingMinutes: number;
  readonly succeeded: number;
  readonly risky: number;
  /** In the order in which they failed. */
  readonly failed: readonly Slot[];
}

/** Computes the state of a task; `risky` tells whether a scan with success found anything. */
export function taskState(task: ScanTask, now: number, risky: (slot: Slot) => boolean): TaskState {
  const cut = cutOf(task);
  const until = Math.min(now, cut ?? now);
  let succeeded = 0;
  let riskyCount = 0;
  const failed: Slot[] = [];
  for (const slot of task.slots) {
    if (slot.endAt > until) continue;
    if (slot.subject.failure !== undefined) failed.push(slot);
    else {
      succeeded++;
      if (risky(slot)) riskyCount++;
    }
  }
  failed.sort((one, other) => one.endAt - other.endAt);
  const endedAt = endOf(task, now);
  const ended = endedAt !== undefined;
  return {
    status: ended ? finalStatus(task, cut, failed.length) : progress(task, succeeded + failed.length),
    endedAt,
    remainingMinutes: ended ? 0 : Math.ceil(((cut ?? task.naturalEnd) - now) / 60_000),
    succeeded,
    risky: riskyCount,
    failed,
  };
}

function progress(task: ScanTask, done: number): number {
  return Math.min(99, Math.floor((100 * done) / task.slots.length));
}

/** A task of which every image failed counts as failed [guess]; one without images is done [guess]. */
function finalStatus(task: ScanTask, cut: number | undefined, failed: number): number {
  if (cut !== undefined) return task.stoppedAt === undefined ? -2 : -1;
  return task.slots.length > 0 && failed === task.slots.length ? -3 : 100;
}
