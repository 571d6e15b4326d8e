import type { ImageScanTask } from "@hss-kit/contract";
import { HssError } from "./error.ts";

/**
 * The scan's own task cannot be told: none is in the list, or several could be it, of which some are other people's. A task may be running; `cause` says
 * why it had to be looked for where the answer to its creation was lost.
 */
export class HssTaskUncertainError extends HssError {
  override readonly name = "HssTaskUncertainError";
  /** The tasks that could be it, newest first. Choose one and wait for it with `hss.resumeScan(task_id)`. */
  declare readonly candidates: readonly ImageScanTask[];

  constructor(message: string, candidates: readonly ImageScanTask[], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.candidates = candidates;
  }
}
