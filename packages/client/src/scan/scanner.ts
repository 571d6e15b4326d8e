import type { OperationMethods } from "../client.ts";
import { HssError } from "../errors/error.ts";
import { HssRequestError } from "../errors/request.ts";
import type { Settings } from "../options.ts";
import { scanScope } from "../scope.ts";
import { type Budget, createBudget } from "./budget.ts";
import { createAndFind } from "./create.ts";
import { readFindings } from "./findings.ts";
import { type ImageSource, localImages, registryImages } from "./images.ts";
import {
  type Creation,
  checkResume,
  DEFAULT_POLL_INTERVAL,
  planCreation,
  type ResumeOptions,
  type ScanOptions,
  type WaitOptions,
} from "./options.ts";
import type { ScanEnd } from "./progress.ts";
import { type Reporter, type ScanResult, type ScanRun, startRun } from "./run.ts";
import { createTurns } from "./turns.ts";
import { type FollowedTask, waitForEnd } from "./wait.ts";

export interface Scanner {
  scan(options: ScanOptions): ScanRun;
  resumeScan(taskId: string, options?: ResumeOptions): ScanRun;
}

export function createScanner(api: OperationMethods, settings: Settings): Scanner {
  const { clock, deadline: callDeadline, validate } = settings;
  // Two scans of one client that are created at once could not be told apart: each is found before the next is created.
  const takeTurn = createTurns();

  return {
    scan(options) {
      const creation = planCreation(options);
      const faults = validate?.("createManualImageScanTask", creation) ?? [];
      if (faults.length > 0) throw new HssRequestError("scan", faults);
      const budget = createBudget(options, clock, callDeadline);
      const { pollInterval = DEFAULT_POLL_INTERVAL, signal } = options;
      return startRun(async (reporter) => {
        const task = await takeTurn(() => createAndFind(api, creation, budget, pollInterval), signal);
        const followed = { id: task.task_id, imageType: creation.global_image_type, known: task };
        return follow(followed, options, budget, reporter, creation);
      });
    },

    resumeScan(taskId, options = {}) {
      checkResume(taskId, options);
      const budget = createBudget(options, clock, callDeadline);
      const { imageType } = options;
      const followed = { id: taskId, ...(imageType !== undefined && { imageType }) };
      return startRun((reporter) => follow(followed, options, budget, reporter));
    },
  };

  async function follow(
    followed: FollowedTask,
    options: WaitOptions,
    budget: Budget,
    reporter: Reporter,
    creation?: Creation,
  ): Promise<ScanResult> {
    const { id, imageType } = followed;
    budget.taskId = id;
    reporter.taskId(id);
    try {
      const { pollInterval = DEFAULT_POLL_INTERVAL, signal } = options;
      const { task, end } = await waitForEnd(api, followed, budget, pollInterval, reporter.progress);
      return describeResult(end, {
        api,
        task: imageType === undefined ? task : { image_type: imageType, ...task },
        query: creation?.body.query_info,
        references: creation?.body.image_info,
        callOptions: signal === undefined ? {} : { signal },
      });
    } catch (error) {
      if (error instanceof HssError) error.taskId = id;
      throw error;
    }
  }
}

function describeResult(
  { taskId, state, total, succeeded, failed }: ScanEnd,
  source: ImageSource,
): ScanResult {
  const { task } = source;
  return {
    taskId,
    state,
    total,
    succeeded,
    failed,
    failedImages: task.failed_images ?? [],
    task,
    images: () => (task.image_type === "local" ? localImages(source) : registryImages(source)),
    findings: () => readFindings(source, task.scan_scope ?? scanScope("all")),
  };
}
