import type { FailedImage, ImageScanTask } from "@hss-kit/contract";
import type { Finding } from "./findings.ts";
import type { ScannedImage } from "./images.ts";
import type { ScanOutcome, ScanProgress } from "./progress.ts";

/** How a scan ended. */
export interface ScanResult {
  taskId: string;
  state: ScanOutcome;
  /** Images that the task was to scan; with 0, nothing was looked at. */
  total: number;
  succeeded: number;
  failed: number;
  /** The images that could not be scanned, each with its `failed_reason`. */
  failedImages: readonly FailedImage[];
  /** The task as the service shows it. */
  task: ImageScanTask;
  /** The images that were scanned, with counts and severity. Each iteration reads anew. */
  images(): AsyncIterable<ScannedImage>;
  /**
   * What was found, one by one; memory does not grow with its number. Each iteration reads anew. In this part of the API
   * only the vulnerabilities of registry images can be read: for other scans iterating throws an HssRequestError.
   */
  findings(): AsyncIterable<Finding>;
}

/**
 * A scan under way. Iterate over it for its progress, as often as you like: every iteration starts with the latest figures
 * and ends with the scan. Leaving an iteration does not end the scan. A run that nobody looks at fails in silence.
 */
export interface ScanRun extends AsyncIterable<ScanProgress> {
  /** Resolves as soon as the task is known; where others created tasks at the same moment, that takes some scanning. */
  readonly taskId: Promise<string>;
  /**
   * Resolves when the task has ended, however it ended.
   * @throws HssTimeoutError after the deadline, the signal's reason after an abort (the task goes on in both cases);
   * HssTaskUncertainError, or whatever a call throws. An HssError has `taskId` where the task is known.
   */
  result(): Promise<ScanResult>;
}

/** What the one who drives a run reports. */
export interface Reporter {
  taskId(id: string): void;
  progress(progress: ScanProgress): void;
}

/** Starts `drive` at once and lets any number of consumers follow it. */
export function startRun(drive: (reporter: Reporter) => Promise<ScanResult>): ScanRun {
  const id = Promise.withResolvers<string>();
  let latest: ScanProgress | undefined;
  let next = Promise.withResolvers<void>();
  let over = false;

  const wake = () => {
    const waiting = next;
    next = Promise.withResolvers<void>();
    waiting.resolve();
  };
  const result = drive({
    taskId: id.resolve,
    progress(progress) {
      latest = progress;
      wake();
    },
  });
  result
    .then(undefined, (error) => id.reject(error))
    .finally(() => {
      over = true;
      wake();
    });
  // Whoever asks for it gets the rejection; nobody has to. (That of the result is handled above.)
  id.promise.catch(() => undefined);

  return {
    taskId: id.promise,
    result: () => result,
    async *[Symbol.asyncIterator]() {
      let shown: ScanProgress | undefined;
      for (;;) {
        if (latest !== undefined && latest !== shown) {
          shown = latest;
          yield shown;
        } else if (over) {
          await result;
          return;
        } else {
          await next.promise;
        }
      }
    },
  };
}
