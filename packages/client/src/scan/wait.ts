import type { GlobalImageType, ImageScanTask } from "@hss-kit/contract";
import type { OperationMethods } from "../client.ts";
import { HssTaskUncertainError } from "../errors/task-uncertain.ts";
import type { Budget } from "./budget.ts";
import { mayPass } from "./passing.ts";
import { hasEnded, readProgress, type ScanEnd, type ScanProgress } from "./progress.ts";

/** How many looks in a row may fail: a scan takes minutes to hours, and a network rests now and then. */
const FAILED_LOOKS = 3;

export interface FollowedTask {
  id: string;
  /** The kind of images that it scans, where that is known. */
  imageType?: GlobalImageType;
  /** How it was seen last. */
  known?: ImageScanTask;
}

/**
 * Looks at a task until it has ended, and reports each look.
 * A task that was never seen must be there at the first look.
 */
export async function waitForEnd(
  api: OperationMethods,
  task: FollowedTask,
  budget: Budget,
  pollInterval: number,
  report: (progress: ScanProgress) => void,
): Promise<{ task: ImageScanTask; end: ScanEnd }> {
  let seen = task.known;
  let failedLooks = 0;
  if (seen !== undefined) {
    const progress = readProgress(task.id, seen);
    report(progress);
    if (hasEnded(progress)) return { task: seen, end: progress };
    await budget.sleep(pollInterval);
  }
  for (;;) {
    try {
      const found = await look(api, task, budget);
      const progress = readProgress(task.id, found);
      report(progress);
      if (hasEnded(progress)) return { task: found, end: progress };
      seen = found;
      failedLooks = 0;
    } catch (error) {
      failedLooks++;
      if (seen === undefined || failedLooks >= FAILED_LOOKS || !mayPass(error)) throw error;
    }
    await budget.sleep(pollInterval);
  }
}

async function look(
  api: OperationMethods,
  { id, imageType }: FollowedTask,
  budget: Budget,
): Promise<ImageScanTask> {
  const page = await budget.spend((options) =>
    api.listImageScanTask(
      {
        type: "image_scan",
        task_id: id,
        ...(imageType !== undefined && { global_image_type: imageType }),
        limit: 10,
      },
      options,
    ),
  );
  const task = page.data_list?.find((one) => one.task_id === id);
  if (task !== undefined) return task;
  throw new HssTaskUncertainError(
    `scan task ${id} is not in the list of ${imageType ?? "all"} image scans: check the id, the project and the region`,
    [],
  );
}
