import type { GlobalImageType, ImageScanTask } from "@hss-kit/contract";
import type { OperationMethods } from "../client.ts";
import { HssConnectionError } from "../errors/connection.ts";
import { HssResponseError } from "../errors/response.ts";
import { HssServiceError } from "../errors/service.ts";
import { HssTaskUncertainError } from "../errors/task-uncertain.ts";
import { HssTimeoutError } from "../errors/timeout.ts";
import { readPages } from "../pages.ts";
import type { Budget } from "./budget.ts";
import { findCandidates } from "./correlate.ts";
import type { Creation } from "./options.ts";
import { mayPass } from "./passing.ts";

/** How often the list is read for a new task before it counts as not there. */
const LOOKS = 5;

/**
 * Creates a task and finds out which one it is. The service returns no id: the tasks from before are noted first, and
 * the one that is new afterwards and fits is ours.
 *
 * A task is created at most once. Where the answer is lost, the task is looked for as if the answer had come.
 * @throws HssTaskUncertainError where no task or more than one can be it
 */
export async function createAndFind(
  api: OperationMethods,
  creation: Creation,
  budget: Budget,
  pollInterval: number,
): Promise<ImageScanTask & { task_id: string }> {
  const before = new Set<string>();
  for (const { task_id: id } of await listManualTasks(api, creation.global_image_type, budget)) {
    if (id !== undefined) before.add(id);
  }

  let lost: unknown;
  try {
    await budget.spend((options) => api.createManualImageScanTask(creation, options));
  } catch (error) {
    if (!mayHaveCreated(error)) throw error;
    lost = error;
  }

  // From here on a task may exist: no failure may end this before the list has been looked at.
  let failure = lost;
  for (let look = 1; look <= LOOKS; look++) {
    if (look > 1) await budget.sleep(pollInterval);
    const tasks = await listManualTasks(api, creation.global_image_type, budget).catch((error: unknown) => {
      if (!mayPass(error)) throw error;
      failure ??= error;
      return [];
    });
    const candidates = findCandidates(tasks, creation, before);
    const [first] = candidates;
    if (candidates.length > 1) {
      throw new HssTaskUncertainError(
        `${candidates.length} new scan tasks fit what was asked for, and nothing tells which one is this scan's: ${candidates.map((task) => task.task_id).join(", ")}`,
        candidates,
        lost,
      );
    }
    if (first?.task_id !== undefined) return { ...first, task_id: first.task_id };
  }
  throw new HssTaskUncertainError(
    lost === undefined
      ? "the service accepted the scan task, but it was not seen in the list of tasks: it exists or will, look before you create it again"
      : "the answer to the creation of the scan task was lost, and no such task was seen in the list: it may or may not exist, look before you create it again",
    [],
    failure,
  );
}

async function listManualTasks(
  api: OperationMethods,
  imageType: GlobalImageType,
  budget: Budget,
): Promise<ImageScanTask[]> {
  const tasks: ImageScanTask[] = [];
  const pages = readPages("listImageScanTask", (page) =>
    budget.spend((options) =>
      api.listImageScanTask(
        { type: "image_scan", task_type: "manual", global_image_type: imageType, ...page },
        options,
      ),
    ),
  );
  for await (const page of pages) tasks.push(...page);
  return tasks;
}

/** Whether the service may have created the task although the call failed. */
function mayHaveCreated(error: unknown): boolean {
  if (error instanceof HssConnectionError || error instanceof HssTimeoutError) return error.mayHaveActed;
  if (error instanceof HssServiceError) return error.status >= 500;
  // Good news that cannot be read; a redirect is none.
  return error instanceof HssResponseError && error.status >= 200 && error.status < 300;
}
