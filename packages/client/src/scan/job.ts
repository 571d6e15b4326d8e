/**
 * All that happens after a scan has been asked for. The client imports this module when there is a scan, and nothing
 * else imports it: a bundler makes a file of its own of it, and whoever only calls operations does not load it.
 */

import type { ImageScanTask } from "@hss-kit/contract";
import type { OperationMethods } from "../client.ts";
import { HssError } from "../errors/error.ts";
import type { Call } from "../operation.ts";
import type { Settings } from "../options.ts";
import { scanScope } from "../scope.ts";
import { createBudget } from "./budget.ts";
import { createAndFind } from "./create.ts";
import { readFindings } from "./findings.ts";
import { type ImageSource, localImages, registryImages } from "./images.ts";
import type { Creation, WaitOptions } from "./options.ts";
import type { ScanEnd } from "./progress.ts";
import type { Reporter, ScanResult } from "./run.ts";
import { type FollowedTask, waitForEnd } from "./wait.ts";

const DEFAULT_POLL_INTERVAL = 12_000;

/** One scan: creating its task, and following it to its end. */
export interface Job {
  create(creation: Creation): Promise<ImageScanTask & { task_id: string }>;
  follow(followed: FollowedTask, creation?: Creation): Promise<ScanResult>;
}

/** @param began when the scan was asked for, in milliseconds of the client's clock */
export function createJob(
  api: OperationMethods,
  call: Call,
  settings: Settings,
  { options, began, reporter }: { options: WaitOptions; began: number; reporter: Reporter },
): Job {
  const { pollInterval = DEFAULT_POLL_INTERVAL, signal } = options;
  const budget = createBudget(options, began, settings);
  return {
    create: (creation) => createAndFind(api, call, creation, budget, pollInterval),

    async follow(followed, creation) {
      const { id, imageType } = followed;
      budget.taskId = id;
      reporter.taskId(id);
      try {
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
    },
  };
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
