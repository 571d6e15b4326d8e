import { random } from "../world/random.ts";
import type { Subject } from "../world/subject.ts";
import { looked } from "./scope.ts";
import { cutOf, isWhole, type ScanTask, type Slot, type TaskState, taskState } from "./task.ts";

/** What a task is created from. */
export type TaskWish = Pick<
  ScanTask,
  "taskType" | "imageType" | "enterpriseProjectId" | "scope" | "rateLimit" | "isAll"
> & { readonly subjects: readonly Subject[] };

/** What scans have made of an image up to a moment. */
export interface ImageState {
  readonly status:
    | "unscan"
    | "waiting_for_scan"
    | "scanning"
    | "success"
    | NonNullable<Subject["failure"]>["status"];
  /** The code of the last scan, when that failed. */
  readonly reason: NonNullable<Subject["failure"]>["reason"] | undefined;
  /** When the last scan ended, with success or not. */
  readonly scannedAt: number | undefined;
  readonly vulnerabilities: number;
  readonly unsafeSettings: number;
  readonly maliciousFiles: number;
}

/** The service takes a moment before it begins with the first image [guess]. */
const START_DELAY = 3_000;
const HOUR = 3_600_000;

/**
 * The tasks, and what they make of the images. There are no timers: a task's plan is laid down when it is created,
 * and every question comes with the time at which it is asked.
 */
export class ScanEngine {
  readonly #seed: number;
  readonly #taskTimeout: number;
  /** In the order of creation. */
  readonly #tasks: ScanTask[] = [];
  readonly #byId = new Map<string, ScanTask>();
  readonly #slotsOf = new Map<string, Slot[]>();
  /** When each place of a lane is free again. */
  #lanes: Lanes = new Map();

  /** @param taskTimeout milliseconds after which a task that is not done is given up (-2). */
  constructor(seed: number, taskTimeout: number) {
    this.#seed = seed;
    this.#taskTimeout = taskTimeout;
  }

  /** The tasks that fulfil a condition, the newest first, `most` of them. */
  newest(most: number, wanted: (task: ScanTask) => boolean): ScanTask[] {
    const found: ScanTask[] = [];
    for (let at = this.#tasks.length - 1; at >= 0 && found.length < most; at--) {
      const task = this.#tasks[at];
      if (task !== undefined && wanted(task)) found.push(task);
    }
    return found;
  }

  find(taskId: string): ScanTask | undefined {
    return this.#byId.get(taskId);
  }

  create(wish: TaskWish, now: number): ScanTask {
    const sequence = this.#tasks.length;
    const { subjects, ...rest } = wish;
    const slots: Slot[] = [];
    // Its end is known only once its slots are planned, and they refer to it.
    const task: ScanTask & { naturalEnd: number } = {
      ...rest,
      sequence,
      id: random(this.#seed, "task", sequence).uuid(),
      name: `${wish.taskType === "manual" ? "手动扫描" : "周期扫描"}-${String(sequence + 1).padStart(4, "0")}`,
      startedAt: now,
      slots,
      naturalEnd: now,
      deadline: now + this.#taskTimeout,
      stoppedAt: undefined,
    };
    const spacing = wish.rateLimit === undefined || wish.rateLimit === 0 ? 0 : HOUR / wish.rateLimit;
    // A slow task must not keep others waiting through its pauses: it respects the lanes, and occupies only its own.
    const lanes = spacing === 0 ? this.#lanes : copyOf(this.#lanes);
    for (const [index, subject] of subjects.entries()) {
      const startAt = reserve(lanes, subject, now + START_DELAY + Math.ceil(index * spacing));
      const slot: Slot = { task, subject, startAt, endAt: startAt + subject.duration };
      slots.push(slot);
      task.naturalEnd = Math.max(task.naturalEnd, slot.endAt);
      const known = this.#slotsOf.get(subject.key);
      if (known === undefined) this.#slotsOf.set(subject.key, [slot]);
      else known.push(slot);
    }
    this.#tasks.push(task);
    this.#byId.set(task.id, task);
    return task;
  }

  /** Stops a task that runs. False when it has ended. */
  stop(task: ScanTask, now: number): boolean {
    if (this.state(task, now).endedAt !== undefined) return false;
    task.stoppedAt = now;
    this.#rebuildLanes(now);
    return true;
  }

  state(task: ScanTask, now: number): TaskState {
    return taskState(task, now, ({ subject: { risks } }) => {
      const { vulnerabilities, unsafeSettings, maliciousFiles } = looked(task.scope);
      return (
        (vulnerabilities && risks.vulnerabilities > 0) ||
        (unsafeSettings && risks.unsafeSettings > 0) ||
        (maliciousFiles && risks.maliciousFiles > 0)
      );
    });
  }

  imageState(subject: Subject, now: number): ImageState {
    let waiting = false;
    let scanning = false;
    let scannedAt: number | undefined;
    const found = { vulnerabilities: 0, unsafeSettings: 0, maliciousFiles: 0 };
    for (const slot of this.#slotsOf.get(subject.key) ?? []) {
      if (now < slot.endAt) {
        // A queue of thousands is told by its first.
        if (now < slot.startAt && waiting) continue;
        const cut = cutOf(slot.task);
        if (cut !== undefined && now >= cut) continue;
        if (now < slot.startAt) waiting = true;
        else scanning = true;
      } else if (isWhole(slot)) {
        scannedAt = Math.max(scannedAt ?? 0, slot.endAt);
        if (subject.failure !== undefined) continue;
        const scope = looked(slot.task.scope);
        // The findings of an image do not change from scan to scan: once seen, they stay.
        if (scope.vulnerabilities) found.vulnerabilities = subject.risks.vulnerabilities;
        if (scope.unsafeSettings) found.unsafeSettings = subject.risks.unsafeSettings;
        if (scope.maliciousFiles) found.maliciousFiles = subject.risks.maliciousFiles;
      }
    }
    const after = scannedAt === undefined ? "unscan" : (subject.failure?.status ?? "success");
    const status = scanning ? "scanning" : waiting ? "waiting_for_scan" : after;
    return {
      status,
      reason: status === subject.failure?.status ? subject.failure.reason : undefined,
      scannedAt,
      ...found,
    };
  }

  /** A stopped task gives its places back. The plans of other tasks stay as they were announced. */
  #rebuildLanes(now: number): void {
    const lanes: Lanes = new Map();
    for (const task of this.#tasks) {
      if (task.naturalEnd <= now || task.stoppedAt !== undefined || (task.rateLimit ?? 0) > 0) continue;
      for (const { subject, endAt } of task.slots) {
        if (endAt > now) occupy(lanes, subject, endAt);
      }
    }
    this.#lanes = lanes;
  }
}

/** When each place of a lane is free again. */
type Lanes = Map<string, number[]>;

function copyOf(lanes: Lanes): Lanes {
  return new Map([...lanes].map(([key, places]) => [key, [...places]]));
}

function placesOf(lanes: Lanes, { lane: { key, width } }: Subject): number[] {
  let places = lanes.get(key);
  if (places === undefined) {
    places = new Array<number>(width).fill(0);
    lanes.set(key, places);
  }
  return places;
}

function firstFree(places: readonly number[]): number {
  return places.indexOf(Math.min(...places));
}

/** Takes the place of the lane that is free first, and says from when. */
function reserve(lanes: Lanes, subject: Subject, earliest: number): number {
  const places = placesOf(lanes, subject);
  const best = firstFree(places);
  const startAt = Math.max(earliest, places[best] ?? 0);
  places[best] = startAt + subject.duration;
  return startAt;
}

/** Marks a place as taken until `endAt`: the latest ends of a lane are those that matter. */
function occupy(lanes: Lanes, subject: Subject, endAt: number): void {
  const places = placesOf(lanes, subject);
  const best = firstFree(places);
  places[best] = Math.max(places[best] ?? 0, endAt);
}
