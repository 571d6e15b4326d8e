import { describe, expect, it } from "vitest";
import {
  createClient,
  HssTaskUncertainError,
  type ImageScanRequest,
  type ImageScanTask,
} from "../../src/index.ts";
import { clientOf, EMPTY_PAGE, json, rejection } from "../support/client.ts";
import { collect, emulated } from "../support/emulator.ts";

const MINUTE = 60_000;
const OURS = { id: 11, image_name: "ours", vulnerabilities: 3 } as const;
const THEIRS = { id: 12, image_name: "theirs", vulnerabilities: 5 } as const;

function clientFor(
  { endpoint, credentials, projectId, clock, fetch }: ReturnType<typeof emulated>["emulator"],
  options: { fetch?: (url: string, init: RequestInit) => Promise<Response> } = {},
) {
  return createClient({ endpoint, credentials, projectId, clock, fetch, ...options });
}

/** Somebody else starts a scan in the very moment in which ours is created, so that both are new and fit. */
function crossed(images: readonly object[], theirs: ImageScanRequest) {
  const setup = emulated({ images: images as [] }, {}, async (method, url, pass) => {
    if (method !== "POST") return pass();
    const response = await pass();
    const { emulator } = setup;
    await clientFor(emulator).createManualImageScanTask({
      global_image_type: url.searchParams.get("global_image_type") === "local" ? "local" : "registry",
      body: { scan_scope: 0x7fffffff, is_all: false, ...theirs },
    });
    return response;
  });
  return setup;
}

describe("a scan of chosen images, crossed by another one", () => {
  const scanOurs = (setup: ReturnType<typeof emulated>, images = [{ id: 11 }]) =>
    setup.hss.scan({ target: { images } }).result();

  it.each([
    ["the other one is done first", 5 * MINUTE, MINUTE],
    ["ours is done first", MINUTE, 5 * MINUTE],
    ["the other one is done between the same looks", MINUTE, MINUTE - 8_000],
    ["ours is done between the same looks", MINUTE - 8_000, MINUTE],
  ])("is told by what becomes of its own images: %s", async (_name, ours, theirs) => {
    const setup = crossed(
      [
        { ...OURS, duration: ours },
        { ...THEIRS, duration: theirs },
      ],
      { image_info: [{ id: 12 }] },
    );
    const result = await scanOurs(setup);
    expect(result).toMatchObject({ state: "succeeded", total: 1 });
    expect((await collect(result.images())).map(({ name }) => name)).toEqual(["ours"]);
    expect(await collect(result.findings())).toHaveLength(3);
    expect(Number(result.task.end_time) - Number(result.task.begin_time)).toBeCloseTo(ours, -4);
    expect(setup.created()).toBe(1);
  });

  it("is told by an image that failed and is none of its own", async () => {
    const setup = crossed(
      [
        { ...OURS, duration: 50 * MINUTE },
        { ...THEIRS, fails: "download_failed" },
      ],
      { image_info: [{ id: 12 }] },
    );
    const run = setup.hss.scan({ target: { images: [{ id: 11 }] } });
    await run.taskId;
    const { data_list: tasks } = await setup.hss.listImageScanTask({ type: "image_scan", limit: 10 });
    expect(tasks.find((task) => task.task_status === -3)?.task_id).not.toBe(await run.taskId);
    expect(await run.result()).toMatchObject({ state: "succeeded" });
  });

  it("is told at once where the other one has more or fewer images", async () => {
    const images = [OURS, THEIRS, { id: 13, image_name: "third" }];
    for (const [theirs, ours] of [
      [[{ id: 12 }, { id: 13 }], [{ id: 11 }]],
      [[{ id: 12 }], [{ id: 11 }, { id: 13 }]],
    ] as const) {
      const setup = crossed(images, { image_info: [...theirs] });
      const started = setup.emulator.clock.now();
      const run = setup.hss.scan({ target: { images: ours } });
      await run.taskId;
      expect(setup.emulator.clock.now()).toBe(started);
      expect(await run.result()).toMatchObject({ state: "succeeded", total: ours.length });
    }
  });

  it("is told among local images too", async () => {
    const { hss } = emulated();
    const { data_list: locals } = await hss.listImageLocal({ limit: 200 });
    const [mine, , other] = [...new Set(locals.map(({ image_id: id }) => id ?? ""))];
    const setup = crossed([], { image_info: [{ image_id: other ?? "" }] });
    const run = setup.hss.scan({ target: { images: [{ image_id: mine ?? "" }] }, imageType: "local" });
    const result = await run.result();
    expect((await collect(result.images())).map(({ imageId }) => imageId)).toEqual([mine]);
  });

  it("is not guessed where both scan the same image: both end, and both are shown", async () => {
    const setup = crossed([OURS], { image_info: [{ id: 11 }] });
    const error = await rejection(scanOurs(setup));
    if (!(error instanceof HssTaskUncertainError)) throw error;
    expect(error.candidates).toHaveLength(2);
    expect(setup.created()).toBe(1);
  });

  it("ends with its deadline while it cannot be told yet", async () => {
    const slow = { duration: 60 * MINUTE };
    const setup = crossed(
      [
        { ...OURS, ...slow },
        { ...THEIRS, ...slow },
      ],
      { image_info: [{ id: 12 }] },
    );
    const run = setup.hss.scan({ target: { images: [{ id: 11 }] }, deadline: 5 * MINUTE });
    expect(await rejection(run.result())).toMatchObject({ name: "HssTimeoutError", limit: 5 * MINUTE });
  });

  it("shows the candidates where the images may not be listed, with the reason", async () => {
    const setup = crossed([OURS, THEIRS], { image_info: [{ id: 12 }] });
    const forbidden = clientFor(setup.emulator, {
      fetch: async (url, init) => {
        if (url.includes("/registries/images")) return json({ error_code: "HSS.0013" }, { status: 403 });
        const response = await setup.emulator.fetch(url, init);
        if (init.method === "POST") {
          await clientFor(setup.emulator).createManualImageScanTask({
            body: { scan_scope: 0x7fffffff, is_all: false, image_info: [{ id: 12 }] },
          });
        }
        return response;
      },
    });
    const error = await rejection(forbidden.scan({ target: { images: [{ id: 11 }] } }).result());
    expect(error).toMatchObject({ name: "HssTaskUncertainError", cause: { code: "HSS.0013" } });
  });
});

describe("a scan that was crossed at another moment", () => {
  const START = Date.UTC(2026, 0, 1);
  const task = (task_id: string, seconds: number): ImageScanTask => ({
    task_id,
    begin_time: START + seconds * 1000,
    task_status: 100,
    success_num: 1,
    total_num: 1,
  });

  /** The tasks that are listed after a creation at 0, by a service whose answers are dated as given. */
  async function idOf(tasks: ImageScanTask[], date: (nth: number) => string | undefined): Promise<string> {
    let created = false;
    const { hss } = clientOf(({ method }, nth) => {
      const headers = date(nth);
      const init = headers === undefined ? {} : { headers: { Date: headers } };
      if (method === "POST") {
        created = true;
        return new Response(null, init);
      }
      return json(created ? { total_num: tasks.length, data_list: tasks } : EMPTY_PAGE, init);
    });
    const run = hss.scan({ target: { query: { namespace: "n" } } });
    return run.taskId;
  }
  const dated = () => new Date(START).toUTCString();

  it.each([
    ["later", 12],
    ["earlier", -12],
  ])("is told by the service's clock: %s", async (_name, seconds) => {
    expect(await idOf([task("theirs", seconds), task("ours", 0.4)], dated)).toBe("ours");
  });

  it("is told from one that began while ours was throttled", async () => {
    const tasks = [task("theirs", 0.5), task("ours", 12.4)];
    let creations = 0;
    const { hss } = clientOf(({ method }) => {
      const headers = { Date: new Date(START + (creations > 1 ? 12_000 : 0)).toUTCString() };
      if (method === "GET")
        return json(creations > 1 ? { total_num: 2, data_list: tasks } : EMPTY_PAGE, { headers });
      creations++;
      if (creations > 1)
        return new Response(null, { headers: { Date: new Date(START + 12_000).toUTCString() } });
      return json(
        { error_code: "APIGW.0308" },
        { status: 429, headers: { ...headers, "Retry-After": "12" } },
      );
    });
    expect(await hss.scan({ target: { query: { namespace: "n" } } }).taskId).toBe("ours");
    expect(creations).toBe(2);
  });

  it.each<[string, ImageScanTask[], () => string | undefined]>([
    ["within the same seconds", [task("a", 0.4), task("b", 3)], dated],
    ["where the answers have no date", [task("a", 0), task("b", 12)], () => undefined],
    ["where a task has no time", [task("a", 0), { task_id: "b" }], dated],
    ["where no task began then", [task("a", -60), task("b", 60)], dated],
  ])("is not guessed %s", async (_name, tasks, date) => {
    expect(await rejection(idOf(tasks, date))).toBeInstanceOf(HssTaskUncertainError);
  });

  it("takes the one that there is, whatever its time: the clocks may be two", async () => {
    expect(await idOf([task("ours", 86_400)], dated)).toBe("ours");
  });
});
