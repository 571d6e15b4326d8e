import { responseFaults } from "@hss-kit/contract/validators";
import { type Clock, type ManualClock, manualClock } from "./clock.ts";
import { makeApp } from "./gateway/app.ts";
import { type AccessKey, gatekeeper } from "./gateway/credentials.ts";
import { handlers } from "./operations/handlers.ts";
import { registryRecord } from "./operations/list-registry-images.ts";
import { ScanEngine } from "./scan/engine.ts";
import type { State } from "./state.ts";
import { recordHistory } from "./world/history.ts";
import { random } from "./world/random.ts";
import type { ChosenImage } from "./world/registry-images.ts";
import { makeSyncTasks } from "./world/sync-tasks.ts";
import { makeWorld } from "./world/world.ts";

export const DEFAULT_SEED = 1;
/** A project id of the usual form; it belongs to nobody. */
export const DEFAULT_PROJECT_ID = "0e1d2c3b4a5968778695a4b3c2d1e0f0";
/** Known to every emulator that is given no other key. It opens nothing but emulators. */
export const DEFAULT_KEY: AccessKey = {
  ak: "EMULATOR0ACCESS0KEY0",
  sk: "emulator-secret-key-that-opens-nothing",
};
/** Known to every emulator that is given no other token. */
export const DEFAULT_TOKEN = "emulator-token-that-opens-nothing";
/** How long a task may run before it is given up: a day [guess]. */
export const DEFAULT_TASK_TIMEOUT = 24 * 3_600_000;
/** A name that no resolver knows: a request that misses the emulator's `fetch` goes nowhere. */
export const ENDPOINT = "http://hss.emulator.invalid";

export interface EmulatorOptions {
  /** Which world: the same seed (and clock) gives the same data. Default 1. */
  readonly seed?: number;
  /** Default: a manual clock, which stands still except for its own `sleep` and `advance`. */
  readonly clock?: Clock;
  readonly projectId?: string;
  /** Access keys that may sign. Default: `DEFAULT_KEY`. */
  readonly keys?: readonly [AccessKey, ...AccessKey[]];
  /** Tokens that are accepted in X-Auth-Token. Default: `DEFAULT_TOKEN`. */
  readonly tokens?: readonly string[];
  /** Images beside the seeded ones, to have exactly what a test needs: so many findings, a failure, a slow scan. */
  readonly images?: readonly ChosenImage[];
  /** Milliseconds after which a running task times out (-2). Default: a day. */
  readonly taskTimeout?: number;
}

export interface Emulator<Time extends Clock = Clock> {
  /**
   * Answers a request as the service and its gateway would. Takes what the global `fetch` takes.
   *
   * @throws TypeError for what is no request, the signal's reason when it is aborted; never for what the service refuses.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  readonly clock: Time;
  /** The first of the keys. */
  readonly credentials: AccessKey;
  readonly projectId: string;
  /** The base URL to give a client together with `fetch`. Any other works as well. */
  readonly endpoint: string;
}

function checkOptions({ seed, projectId, keys, taskTimeout }: EmulatorOptions): void {
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    throw new RangeError(`seed is ${seed}: it must be a whole number.`);
  }
  if (taskTimeout !== undefined && !(taskTimeout > 0)) {
    throw new RangeError(`taskTimeout is ${taskTimeout}: milliseconds, more than 0.`);
  }
  if (projectId === "") throw new TypeError("projectId is empty: give 1 to 256 characters, or leave it out.");
  if (keys !== undefined && !keys.every(({ ak, sk }) => ak !== "" && sk !== "")) {
    throw new TypeError("keys holds an empty ak or sk: give both, or leave keys out.");
  }
}

/** What a tester adds must look like something the service could answer: the document's limits hold for it too. */
function checkImages({ world, engine }: State, added: number, now: number): void {
  const images = world.registryImages.slice(world.registryImages.length - added);
  const data_list = images.map((image) => registryRecord({ image, state: engine.imageState(image, now) }));
  const [fault] = responseFaults("listRegistryImages", 200, { total_num: added, data_list });
  if (fault !== undefined) throw new RangeError(fault.message.replaceAll("data_list[", "images["));
  const ids = new Set(world.registryImages.map(({ id }) => BigInt(id)));
  if (ids.size < world.registryImages.length) {
    throw new RangeError(
      "images holds an id twice, or one that a seeded image has: each record id names one image.",
    );
  }
}

/**
 * Makes an emulator of HSS image security: a world made from a seed, and a `fetch` that answers in its name. Nothing
 * runs by itself and nothing is shared between two emulators.
 *
 * @throws RangeError, TypeError for an option that cannot be used; the message names it.
 */
export function createEmulator<Time extends Clock>(
  options: EmulatorOptions & { readonly clock: Time },
): Emulator<Time>;
export function createEmulator(options?: EmulatorOptions & { readonly clock?: never }): Emulator<ManualClock>;
export function createEmulator(options: EmulatorOptions): Emulator;
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  checkOptions(options);
  const {
    seed = DEFAULT_SEED,
    clock = manualClock(),
    projectId = DEFAULT_PROJECT_ID,
    keys = [DEFAULT_KEY],
    tokens = [DEFAULT_TOKEN],
    taskTimeout = DEFAULT_TASK_TIMEOUT,
  } = options;
  const start = clock.now();
  const world = makeWorld(seed, start, options.images);
  const state: State = {
    world,
    engine: new ScanEngine(seed, taskTimeout),
    syncTasks: makeSyncTasks(seed, world.registries, start),
  };
  recordHistory(state, start);
  checkImages(state, options.images?.length ?? 0, start);
  let requests = 0;
  const app = makeApp({
    handlers,
    state,
    projectId,
    admit: gatekeeper(keys, tokens, clock),
    now: () => clock.now(),
    nextRequestId: () => random(seed, "request", requests++).hex(32),
  });

  return {
    async fetch(input, init) {
      const request = input instanceof Request && init === undefined ? input : new Request(input, init);
      request.signal.throwIfAborted();
      return app(request);
    },
    clock,
    credentials: keys[0],
    projectId,
    endpoint: ENDPOINT,
  };
}
