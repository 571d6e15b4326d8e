import type { OperationMethods } from "../client.ts";
import { HssRequestError } from "../errors/request.ts";
import type { Call } from "../operation.ts";
import type { Settings } from "../options.ts";
import { checkResume, planCreation, type ResumeOptions, type ScanOptions } from "./options.ts";
import { type ScanRun, startRun } from "./run.ts";
import { createTurns } from "./turns.ts";

export interface Scanner {
  scan(options: ScanOptions): ScanRun;
  resumeScan(taskId: string, options?: ResumeOptions): ScanRun;
}

/** Looks at the options and starts the run at once; the rest of a scan is loaded with the first one (see `job.ts`). */
export function createScanner(api: OperationMethods, call: Call, settings: Settings): Scanner {
  const { clock, validate } = settings;
  // Two scans of one client that are created at once could not be told apart: each is found before the next is created.
  const takeTurn = createTurns();

  return {
    scan(options) {
      const creation = planCreation(options);
      const faults = validate?.("createManualImageScanTask", creation) ?? [];
      if (faults.length > 0) throw new HssRequestError("scan", faults);
      const began = clock.now();
      return startRun(async (reporter) => {
        const { createJob } = await import("./job.ts");
        const job = createJob(api, call, settings, { options, began, reporter });
        const task = await takeTurn(() => job.create(creation), options.signal);
        return job.follow({ id: task.task_id, imageType: creation.global_image_type, known: task }, creation);
      });
    },

    resumeScan(taskId, options = {}) {
      checkResume(taskId, options);
      const { imageType } = options;
      const began = clock.now();
      return startRun(async (reporter) => {
        const { createJob } = await import("./job.ts");
        const job = createJob(api, call, settings, { options, began, reporter });
        return job.follow({ id: taskId, ...(imageType !== undefined && { imageType }) });
      });
    },
  };
}
