import type { Fault } from "@hss-kit/contract/validators";
import { HssError } from "./error.ts";

/** The call was wrong before it left: nothing was sent. Each fault names the field, its value and the limit. */
export class HssRequestError extends HssError {
  override readonly name = "HssRequestError";
  /** `listImageScanTask`, `scan`… */
  declare readonly operation: string;
  declare readonly faults: readonly Fault[];

  constructor(operation: string, faults: readonly Fault[]) {
    super(`${operation}: ${faults.map((fault) => fault.message).join("; ")}`);
    this.operation = operation;
    this.faults = faults;
  }
}
