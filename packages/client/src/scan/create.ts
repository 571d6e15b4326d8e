import type { GlobalImageType, ImageScanTask, ImageScanTaskPage } from "@hss-kit/contract";
import type { OperationMethods } from "../client.ts";
import { HssConnectionError } from "../errors/connection.ts";
import { HssResponseError } from "../errors/response.ts";
import { HssServiceError } from "../errors/service.ts";
import { HssTaskUncertainError } from "../errors/task-uncertain.ts";
import { HssTimeoutError } from "../errors/timeout.ts";
import type { AnswerTimes } from "../light.ts";
import type { Call } from "../operation.ts";
import { readPages } from "../pages.ts";
import type { Budget } from "./budget.ts";
import { findCandidates } from "./correlate.ts";
import type { Creation } from "./options.ts";
import { mayPass } from "./passing.ts";
import { hasEnded, readProgress } from "./progress.ts";
import { begunThen, watchImages } from "./tell-apart.ts";

/** How often the list is read for a new task before it counts as not there. */
const LOOKS = 5;

/** How many looks still tell something after all tasks that could be ours have ended: the list of images may be late. */
const LATE_LOOKS = 3;

/**
 * Creates a task and finds out which one it is. The service returns no id: the tasks from before are noted first, and
 * the one that is new afterwards and fits is ours. Where others create tasks at the same time, it is told from them by
 * what is known of it: the number of its images, when it was created, and what becomes of its images, which takes until
 * the first of them were scanned.
 *
 * A task is created at most once. Where the answer is lost, the task is looked for as if the answer had come.
 * @throws HssTaskUncertainError where no task or more than one can be it
 */
export async function createAndFind(
  api: OperationMethods,
  call: Call,
  creation: Creation,
  budget: Budget,
  pollInterval: number,
): Promise<ImageScanTask & { task_id: string }> {
  const answers: AnswerTimes[] = [];
  const watch = (answer: AnswerTimes) => answers.push(answer);
  const listTasks = () => listManualTasks(call, creation.global_image_type, budget, watch);
  const before = new Set<string>();
  for (const { task_id: id } of await listTasks()) if (id !== undefined) before.add(id);

  let lost: unknown;
  try {
    await budget.spend((options) => call("createManualImageScanTask", creation, options, watch));
  } catch (error) {
    if (!mayHaveCreated(error)) throw error;
    lost = error;
  }
  const until = lost === undefined ? answers.length : 0;

  // From here on a task may exist: no failure may end this before the list has been looked at.
  const { image_info: references } = creation.body;
  const watcher = references && watchImages(api, creation, references, budget);
  let failure = lost;
  let several: readonly ImageScanTask[] = [];
  let misses = 0;
  let ended = 0;
  for (;;) {
    const tasks = await listTasks().catch((error: unknown) => {
      if (!mayPass(error)) throw error;
      failure ??= error;
      return [];
    });
    let candidates: readonly ImageScanTask[] = findCandidates(tasks, creation, before);
    if (candidates.length > 1) {
      several = candidates;
      candidates = ofThatSize(begunThen(candidates, answers.slice(0, until)), references?.length);
    }
    if (candidates.length > 1 && watcher !== undefined) {
      const left = await watcher.look(candidates).catch((error: unknown) => {
        if (mayPass(error)) return [];
        throw error instanceof HssServiceError || error instanceof HssResponseError
          ? severalFit(several, error)
          : error;
      });
      if (left.length > 0) candidates = left;
    }
    const [first] = candidates;
    if (candidates.length === 1 && first?.task_id !== undefined) return { ...first, task_id: first.task_id };
    misses = candidates.length === 0 ? misses + 1 : 0;
    // What has ended long enough will tell nothing new.
    const over = candidates.every((task) => hasEnded(readProgress("", task)));
    ended = candidates.length > 0 && over ? ended + 1 : 0;
    if (misses >= LOOKS) break;
    if (several.length > 0 && (watcher === undefined || ended >= LATE_LOOKS)) break;
    await budget.sleep(pollInterval);
  }
  if (several.length > 0) throw severalFit(several, failure);
  throw new HssTaskUncertainError(
    lost === undefined
      ? "the service accepted the scan task, but it was not seen in the list of tasks: it exists or will, look before you create it again"
      : "the answer to the creation of the scan task was lost, and no such task was seen in the list: it may or may not exist, look before you create it again",
    [],
    failure,
  );
}

/** Those of as many images as were chosen. Fewer are possible, but not likely beside one that has them all. */
function ofThatSize(tasks: readonly ImageScanTask[], size: number | undefined): readonly ImageScanTask[] {
  const whole = tasks.filter(({ total_num: total }) => total === size);
  const counted = tasks.every(({ total_num: total = 0 }) => total > 0);
  return size !== undefined && counted && whole.length > 0 ? whole : tasks;
}

function severalFit(candidates: readonly ImageScanTask[], cause: unknown): HssTaskUncertainError {
  return new HssTaskUncertainError(
    `${candidates.length} new scan tasks fit what was asked for, and nothing tells which one is this scan's: ${candidates.map((task) => task.task_id).join(", ")}`,
    candidates,
    cause,
  );
}

async function listManualTasks(
  call: Call,
  imageType: GlobalImageType,
  budget: Budget,
  watch: (answer: AnswerTimes) => void,
): Promise<ImageScanTask[]> {
  const tasks: ImageScanTask[] = [];
  const fixed = { type: "image_scan", task_type: "manual", global_image_type: imageType };
  const pages = readPages(
    "listImageScanTask",
    (page) =>
      budget.spend((options) => call("listImageScanTask", { ...fixed, ...page }, options, watch)) as Promise<
        Required<ImageScanTaskPage>
      >,
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
