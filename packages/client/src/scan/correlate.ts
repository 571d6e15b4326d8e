import type { FailedImage, ImageScanTask, RegistryImage } from "@hss-kit/contract";
import { normalScope } from "../scope.ts";
import { isReferredTo } from "./images.ts";
import type { Creation } from "./options.ts";

/**
 * The tasks that a creation can have made, newest first: those that were not there before and say nothing else than what
 * was asked for. The service returns no id, so this is all there is to tell a task by; a field that a task does not have
 * speaks neither for nor against it.
 */
export function findCandidates(
  tasks: readonly ImageScanTask[],
  creation: Creation,
  before: ReadonlySet<string>,
): ImageScanTask[] {
  const { body, global_image_type: imageType } = creation;
  const { image_info: references } = body;
  return tasks
    .filter(
      (task) =>
        task.task_id !== undefined &&
        !before.has(task.task_id) &&
        agrees(
          task.scan_scope === undefined ? undefined : normalScope(task.scan_scope),
          normalScope(body.scan_scope),
        ) &&
        agrees(task.is_all, body.is_all) &&
        agrees(task.rate_limit, body.rate_limit) &&
        agrees(task.image_type, imageType) &&
        // A task does not grow beyond the images that were chosen, and what failed is one of them.
        (references === undefined ||
          ((task.total_num ?? 0) <= references.length &&
            (task.failed_images ?? []).every((image) => isReferredTo(withoutBlanks(image), references)))),
    )
    .sort((a, b) => Number(b.begin_time ?? 0) - Number(a.begin_time ?? 0));
}

function agrees<T>(found: T | undefined, asked: T | undefined): boolean {
  return found === undefined || asked === undefined || found === asked;
}

/** A field that is empty says nothing. */
function withoutBlanks(image: FailedImage): RegistryImage {
  return Object.fromEntries(Object.entries(image).filter(([, value]) => value !== ""));
}
