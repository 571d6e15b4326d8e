import type { FailedImage, GlobalImageType, ImageScanTask, ImageTaskType } from "@hss-kit/contract";
import type { ScanEngine } from "../scan/engine.ts";
import { endOf, type ScanTask } from "../scan/task.ts";
import type { Subject } from "../world/subject.ts";
import type { SyncTask } from "../world/sync-tasks.ts";
import type { World } from "../world/world.ts";
import { contains, equals, inEnterpriseProject, pageOf, sameInteger } from "./filter.ts";
import type { Handler, Parameters } from "./handler.ts";

/** `total_num` of this list does not go beyond [doc]; of more tasks the newest are listed [guess]. */
const MOST_TASKS = 1000;

function failedImage(world: World, subject: Subject): FailedImage {
  const reason = { failed_reason: subject.failure?.reason ?? "unknown_error" };
  const image = world.registryImages.find((one) => one === subject);
  if (image !== undefined) {
    return {
      id: image.id,
      registry_id: image.registry.id,
      registry_name: image.registry.name,
      image_name: image.name,
      image_version: image.version,
      namespace: image.namespace,
      registry_type: image.registry.type,
      ...reason,
    };
  }
  const local = world.localImages.find((one) => one === subject);
  return { ...(local !== undefined && { image_name: local.name, image_version: local.version }), ...reason };
}

function scanRecord(world: World, engine: ScanEngine, task: ScanTask, now: number): ImageScanTask {
  const state = engine.state(task, now);
  return {
    task_id: task.id,
    task_name: task.name,
    begin_time: task.startedAt,
    ...(state.endedAt !== undefined && { end_time: state.endedAt }),
    remain_min: state.remainingMinutes,
    task_type: task.taskType,
    image_type: task.imageType,
    task_status: state.status,
    ...(task.scope !== undefined && { scan_scope: task.scope }),
    ...(task.rateLimit !== undefined && { rate_limit: task.rateLimit }),
    is_all: task.isAll,
    failed_num: state.failed.length,
    success_num: state.succeeded,
    total_num: task.slots.length,
    risky_num: state.risky,
    ...(state.status === -2 && { failed_reason: "response_timed_out" }),
    ...(state.status === -3 && {
      failed_reason: state.failed[0]?.subject.failure?.reason ?? "unknown_error",
    }),
    failed_images: state.failed.map(({ subject }) => failedImage(world, subject)),
  };
}

function syncRecord(task: SyncTask): ImageScanTask {
  return {
    task_id: task.id,
    task_name: task.name,
    begin_time: task.startedAt,
    end_time: task.endedAt,
    remain_min: 0,
    task_type: task.taskType,
    image_type: task.imageType,
    task_status: 100,
    failed_num: task.failed.length,
    success_num: task.succeeded,
    total_num: task.succeeded + task.failed.length,
    risky_num: 0,
    sync_task_type: task.taskType,
    failed_images: task.failed.map((registry) => ({
      registry_id: registry.id,
      registry_name: registry.name,
      registry_type: registry.type,
      failed_reason: registry.accessFailure ?? "SERVER_ERROR",
    })),
  };
}

/** What the filters look at, in scans and synchronisations alike. */
interface Filtered {
  readonly id: string;
  readonly name: string;
  readonly taskType: ImageTaskType;
  readonly imageType: GlobalImageType;
  readonly startedAt: number;
  readonly scope: number | undefined;
}

/** `create_time` and `end_time` match by equality [live]; a task counts as finished however it ended [guess]. */
function matches(
  task: Filtered,
  endedAt: number | undefined,
  wanted: Parameters<"listImageScanTask">,
): boolean {
  return (
    equals(wanted.global_image_type, task.imageType) &&
    equals(wanted.task_type, task.taskType) &&
    contains(wanted.task_name, task.name) &&
    equals(wanted.task_id, task.id) &&
    sameInteger(wanted.create_time, task.startedAt) &&
    sameInteger(wanted.end_time, endedAt ?? -1) &&
    (wanted.task_status === undefined || (wanted.task_status === "finished") === (endedAt !== undefined)) &&
    equals(wanted.scan_scope, task.scope)
  );
}

/** The newest first [guess]. Records are made only of the tasks on the page. */
export const listImageScanTask: Handler<"listImageScanTask"> = (
  { world, engine, syncTasks },
  wanted,
  now,
) => {
  const mine = ({ enterpriseProjectId }: { readonly enterpriseProjectId: string }): boolean =>
    inEnterpriseProject(wanted.enterprise_project_id, enterpriseProjectId);
  if (wanted.type === "image_sync") {
    const found = syncTasks.filter((task) => mine(task) && matches(task, task.endedAt, wanted));
    return { total_num: found.length, data_list: pageOf(found, wanted).map(syncRecord) };
  }
  const found = engine.newest(MOST_TASKS, mine).filter((task) => matches(task, endOf(task, now), wanted));
  return {
    total_num: found.length,
    data_list: pageOf(found, wanted).map((task) => scanRecord(world, engine, task, now)),
  };
};
