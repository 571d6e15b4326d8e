import type { ScanEngine } from "./scan/engine.ts";
import type { SyncTask } from "./world/sync-tasks.ts";
import type { World } from "./world/world.ts";

/** Everything that a handler may look at or change. */
export interface State {
  readonly world: World;
  readonly engine: ScanEngine;
  readonly syncTasks: readonly SyncTask[];
}
