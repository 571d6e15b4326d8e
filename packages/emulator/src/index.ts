export { type Clock, MANUAL_CLOCK_START, type ManualClock, manualClock, systemClock } from "./clock.ts";
export {
  createEmulator,
  DEFAULT_KEY,
  DEFAULT_PROJECT_ID,
  DEFAULT_SEED,
  DEFAULT_TASK_TIMEOUT,
  DEFAULT_TOKEN,
  type Emulator,
  type EmulatorOptions,
  ENDPOINT,
} from "./emulator.ts";
export type { AccessKey } from "./gateway/credentials.ts";
export { type ChosenImage, SECOND_ENTERPRISE_PROJECT } from "./world/registry-images.ts";
export type { RegistryScanFailure } from "./world/subject.ts";
