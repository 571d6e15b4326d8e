import type { ImageTaskType } from "@hss-kit/contract";
import { random } from "./random.ts";
import type { Registry } from "./registries.ts";
import { DEFAULT_ENTERPRISE_PROJECT } from "./registry-images.ts";

/** A synchronisation that took place before the emulator started. It stands in the list of tasks beside the scans. */
export interface SyncTask {
  readonly id: string;
  readonly name: string;
  readonly taskType: Extract<ImageTaskType, "autoSync" | "manualSync">;
  readonly imageType: "registry";
  /** A synchronisation looks for nothing. */
  readonly scope: undefined;
  readonly enterpriseProjectId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly succeeded: number;
  /** The registries that could not be read: a synchronisation lists these where a scan lists images [live]. */
  readonly failed: readonly Registry[];
}

const HOUR = 3_600_000;

/** Two synchronisations of the day before: one by itself, one by hand. Both fail at the registry without access. */
export function makeSyncTasks(seed: number, registries: readonly Registry[], start: number): SyncTask[] {
  const failed = registries.filter((registry) => registry.accessFailure !== undefined);
  const make = (taskType: SyncTask["taskType"], name: string, hoursAgo: number): SyncTask => ({
    id: random(seed, taskType).uuid(),
    name,
    taskType,
    imageType: "registry",
    scope: undefined,
    enterpriseProjectId: DEFAULT_ENTERPRISE_PROJECT,
    startedAt: start - hoursAgo * HOUR,
    endedAt: start - hoursAgo * HOUR + 95_000,
    succeeded: registries.length - failed.length,
    failed,
  });
  return [make("manualSync", "手动同步-0001", 5), make("autoSync", "自动同步-0001", 20)];
}
