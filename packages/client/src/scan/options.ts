import type {
  CreateManualImageScanTaskParameters,
  GlobalImageType,
  ImageReference,
  ImageScanQuery,
} from "@hss-kit/contract";
import { HssRequestError } from "../errors/request.ts";
import { fault, optionFaults } from "../faults.ts";
import { scanScope } from "../scope.ts";
import { targetFaults } from "./target.ts";

/** What to scan: everything, what a query finds, or chosen images. Exactly one of the three. */
export type ScanTarget =
  | { all: true; query?: never; images?: never }
  | { query: ImageScanQuery; all?: never; images?: never }
  | {
      /** Registry images by the `id` of listRegistryImages, local ones by `image_id`. */
      images: readonly ImageReference[];
      all?: never;
      query?: never;
    };

/** How to wait for a task. */
export interface WaitOptions {
  /** Aborting it ends the wait with its reason; the task goes on. */
  signal?: AbortSignal;
  /** Milliseconds until the wait ends with an HssTimeoutError; the task goes on. No limit unless given. */
  deadline?: number;
  /** Milliseconds between two looks at the task; 12,000 unless given, since the service allows 5 calls a minute. */
  pollInterval?: number;
}

export interface ScanOptions extends WaitOptions {
  target: ScanTarget;
  /** Images of registries (unless given), or images on the hosts. */
  imageType?: GlobalImageType;
  /** What to look for, as `scanScope("vulnerabilities", "malware")` makes it; everything unless given. */
  scope?: number;
  /** Images an hour, 0 to 1000; 0 is unlimited. */
  rateLimit?: number;
}

export interface ResumeOptions extends WaitOptions {
  /** Looks for the task only among those over images of this kind; among all unless given. */
  imageType?: GlobalImageType;
}

/** What is sent to create the task. */
export interface Creation extends CreateManualImageScanTaskParameters {
  global_image_type: GlobalImageType;
  body: NonNullable<CreateManualImageScanTaskParameters["body"]> & { scan_scope: number; is_all: boolean };
}

const RESUME_NAMES = ["signal", "deadline", "pollInterval", "imageType"];
const SCAN_NAMES = [...RESUME_NAMES, "target", "scope", "rateLimit"];

/** @throws HssRequestError that names each option at fault */
export function planCreation(options: ScanOptions): Creation {
  const faults = optionFaults("options", options, SCAN_NAMES);
  faults.push(...targetFaults(options?.target, options?.imageType ?? "registry"));
  if (faults.length > 0) throw new HssRequestError("scan", faults);
  const { target, imageType = "registry", scope = scanScope("all"), rateLimit } = options;
  return {
    global_image_type: imageType,
    body: {
      scan_scope: scope,
      ...(rateLimit !== undefined && { rate_limit: rateLimit }),
      is_all: target.all === true,
      ...(target.query !== undefined && { query_info: target.query }),
      ...(target.images !== undefined && { image_info: [...target.images] }),
    },
  };
}

/** @throws HssRequestError that names each option at fault */
export function checkResume(taskId: string, options: ResumeOptions): void {
  const faults = optionFaults("options", options, RESUME_NAMES);
  if (typeof taskId !== "string" || taskId === "") {
    faults.push(fault("taskId", taskId, "type", "is empty or not a string"));
  }
  if (faults.length > 0) throw new HssRequestError("resumeScan", faults);
}
