import { describe, expect, it } from "vitest";
import {
  HssConnectionError,
  HssRequestError,
  HssServiceError,
  HssTaskUncertainError,
  HssTimeoutError,
  type ImageScanTask,
} from "../../src/index.ts";
import { json, rejection } from "../support/client.ts";
import { collect, emulated, type Meddle } from "../support/emulator.ts";

const SHOP = { image_name: "shop", vulnerabilities: 3 } as const;
const TARGET = { query: { image_name: "shop" } };
const isCreation = (method: string) => method === "POST";
const isTaskList = (method: string, url: URL) => method === "GET" && url.pathname.endsWith("/image/tasks");

/** Lets the service act, then loses its answer. */
const loseAnswer: Meddle = async (method, _url, pass) => {
  const response = await pass();
  if (isCreation(method)) throw new TypeError("fetch failed", { cause: new Error("socket hang up") });
  return response;
};

describe("a scan whose creation has no answer", () => {
  it("finds the task and goes on, and never creates a second one", async () => {
    const { hss, created } = emulated({ images: [SHOP] }, {}, loseAnswer);
    const result = await hss.scan({ target: TARGET }).result();
    expect(result).toMatchObject({ state: "succeeded", succeeded: 1 });
    expect(created()).toBe(1);
    const { data_list: tasks } = await hss.listImageScanTask({
      type: "image_scan",
      task_type: "manual",
      limit: 200,
    });
    expect(tasks.filter((task) => (task.begin_time ?? 0) >= (result.task.begin_time ?? 0))).toHaveLength(1);
  });

  it.each([500, 502, 503, 504])(
    "does the same after %i, which says nothing about the task",
    async (status) => {
      const { hss, created } = emulated({ images: [SHOP] }, {}, async (method, _url, pass) => {
        const response = await pass();
        return isCreation(method) ? json({ error_code: "APIGW.0202" }, { status }) : response;
      });
      expect((await hss.scan({ target: TARGET }).result()).state).toBe("succeeded");
      expect(created()).toBe(1);
    },
  );

  it("finds a task that shows up late", async () => {
    let hidden = 3;
    const { hss } = emulated({ images: [SHOP] }, {}, async (method, url, pass, nth) => {
      const response = await pass();
      return isTaskList(method, url) && nth > 1 && hidden-- > 0
        ? json({ total_num: 0, data_list: [] })
        : response;
    });
    expect((await hss.scan({ target: TARGET }).result()).state).toBe("succeeded");
    expect(hidden).toBeLessThan(0);
  });

  it("says that it does not know where no task shows up, with the reason", async () => {
    const { hss, created } = emulated({}, {}, (method, _url, pass) => {
      if (isCreation(method)) throw new TypeError("fetch failed");
      return pass();
    });
    const error = await rejection(hss.scan({ target: TARGET }).result());
    expect(error).toBeInstanceOf(HssTaskUncertainError);
    expect(error).toMatchObject({ candidates: [], cause: expect.any(HssConnectionError) });
    expect(String(error)).toContain("may or may not exist");
    expect(created()).toBe(1);
  });

  it("finds the task after a bad time of the network that began with its creation", async () => {
    let fails = 12;
    let creating = false;
    const { hss, created } = emulated({ images: [SHOP] }, {}, async (method, _url, pass) => {
      creating ||= isCreation(method);
      if (!creating) return pass();
      if (isCreation(method)) await pass();
      if (fails-- > 0) throw new TypeError("fetch failed");
      return pass();
    });
    expect((await hss.scan({ target: TARGET }).result()).state).toBe("succeeded");
    expect(created()).toBe(1);
    expect(fails).toBeLessThan(0);
  });

  it("says that the task exists where it was accepted and then not seen", async () => {
    const { hss } = emulated({ images: [SHOP] }, {}, async (method, _url, pass, nth) => {
      const response = await pass();
      return method === "GET" && nth > 1 ? json({ error_code: "APIGW.0601" }, { status: 500 }) : response;
    });
    const error = await rejection(hss.scan({ target: TARGET }).result());
    expect(error).toMatchObject({ name: "HssTaskUncertainError", cause: expect.any(HssServiceError) });
    expect(String(error)).toContain("accepted");
  });

  it("does not look for a task where a redirect came: nothing was created", async () => {
    const { hss, requests } = emulated({}, {}, (method, _url, pass) =>
      isCreation(method)
        ? new Response(null, { status: 302, headers: { Location: "https://x.test" } })
        : pass(),
    );
    expect(await rejection(hss.scan({ target: TARGET }).result())).toMatchObject({
      name: "HssResponseError",
    });
    expect(requests.at(-1)).toMatch(/^POST/);
  });

  it("passes on a refusal as it is: nothing was created", async () => {
    const { hss, requests } = emulated({}, {}, (method, _url, pass) =>
      isCreation(method) ? json({ error_code: "HSS.0013", error_msg: "m" }, { status: 400 }) : pass(),
    );
    const error = await rejection(hss.scan({ target: TARGET }).result());
    expect(error).toBeInstanceOf(HssServiceError);
    expect(requests.at(-1)).toMatch(/^POST/);
  });
});

describe("a scan that somebody else crosses", () => {
  /** Somebody else creates a task in the very moment in which ours is created. */
  const crossed = (other: object) => {
    let crossing = false;
    const setup = emulated({ images: [SHOP] }, {}, async (method, _url, pass) => {
      const response = await pass();
      if (isCreation(method) && !crossing) {
        crossing = true;
        await setup.hss.createManualImageScanTask({ body: other });
      }
      return response;
    });
    return setup;
  };

  it("takes the one that fits", async () => {
    const { hss } = crossed({ scan_scope: 0xf0, is_all: true });
    const result = await hss.scan({ target: TARGET }).result();
    expect(result).toMatchObject({ state: "succeeded", total: 1, task: { scan_scope: 0x7fffffff } });
  });

  it("does not guess where both fit, and shows both", async () => {
    const { hss } = crossed({ scan_scope: 0x7fffffff, query_info: { image_name: "shop" } });
    const error = await rejection(hss.scan({ target: TARGET }).result());
    if (!(error instanceof HssTaskUncertainError)) throw error;
    expect(error.candidates).toHaveLength(2);
    for (const { task_id } of error.candidates) expect(error.message).toContain(task_id);
    const resumed = await hss.resumeScan(error.candidates[0]?.task_id ?? "").result();
    expect(resumed.state).toBe("succeeded");
  });
});

describe("waiting", () => {
  it("ends with the deadline, names the task, and can be taken up again", async () => {
    const { hss, emulator } = emulated({ images: [{ ...SHOP, duration: 600_000 }] });
    const start = emulator.clock.now();
    const run = hss.scan({ target: TARGET, deadline: 100_000 });
    const error = await rejection(run.result());
    expect(error).toBeInstanceOf(HssTimeoutError);
    const taskId = await run.taskId;
    expect(error).toMatchObject({ taskId, limit: 100_000 });
    expect(String(error)).toContain(`hss.resumeScan("${taskId}")`);
    expect(emulator.clock.now() - start).toBe(100_000);
    expect((await hss.resumeScan(taskId).result()).state).toBe("succeeded");
  });

  it("looks every 12 s, or as often as is asked for", async () => {
    for (const [pollInterval, looks] of [
      [undefined, 6],
      [30_000, 3],
    ] as const) {
      const { hss, requests } = emulated({ images: [{ ...SHOP, duration: 59_000 }] });
      await hss.scan({ target: TARGET, ...(pollInterval && { pollInterval }) }).result();
      // Two looks find the task; the rest wait for it.
      const lists = requests.filter((one) => one === "GET /image/tasks").length;
      expect(Math.abs(lists - 1 - looks)).toBeLessThanOrEqual(1);
    }
  });

  it.each(["before", "in a look", "in a sleep"])(
    "ends with an abort %s, for its reason; the task goes on",
    async (when) => {
      const stop = new AbortController();
      const reason = new Error("Ctrl-C");
      let looks = 0;
      const { hss, emulator } = emulated(
        { images: [{ ...SHOP, duration: 600_000 }] },
        {},
        (method, url, pass) => {
          if (when === "in a look" && isTaskList(method, url) && ++looks === 3) stop.abort(reason);
          return pass();
        },
      );
      if (when === "before") stop.abort(reason);
      const run = hss.scan({ target: TARGET, signal: stop.signal });
      if (when === "in a sleep") run.taskId.then(() => stop.abort(reason));
      expect(await rejection(run.result())).toBe(reason);
      expect(await rejection(collect(run))).toBe(reason);
      if (when === "before") {
        expect(await rejection(run.taskId)).toBe(reason);
      } else {
        const resumed = hss.resumeScan(await run.taskId);
        expect((await resumed.result()).state).toBe("succeeded");
        expect(emulator.clock.now()).toBeGreaterThan(0);
      }
    },
  );

  it("survives a bad minute of the network", async () => {
    let fails = 12;
    const { hss } = emulated({ images: [{ ...SHOP, duration: 300_000 }] }, {}, (method, url, pass, nth) => {
      if (isTaskList(method, url) && nth > 4 && fails-- > 0) throw new TypeError("fetch failed");
      return pass();
    });
    expect((await hss.scan({ target: TARGET }).result()).state).toBe("succeeded");
    expect(fails).toBeLessThan(0);
  });

  it("gives up when the network stays away, and names the task", async () => {
    const { hss } = emulated({ images: [SHOP] }, {}, (_method, _url, pass, nth) => {
      if (nth > 3) throw new TypeError("fetch failed");
      return pass();
    });
    const run = hss.scan({ target: TARGET });
    const error = await rejection(run.result());
    expect(error).toBeInstanceOf(HssConnectionError);
    expect(error).toMatchObject({ taskId: await run.taskId });
  });

  it("reads whatever the service says of a task", async () => {
    const task = (fields: ImageScanTask) => async () => {
      const { hss } = emulated({}, {}, () =>
        json({ total_num: 1, data_list: [{ task_id: "t", ...fields }] }),
      );
      const { state, failed, failedImages } = await hss.resumeScan("t").result();
      return { state, failed, reasons: failedImages.map((image) => image.failed_reason) };
    };
    const failedImages = [{ failed_reason: "huge_image" }];
    expect(await task({ task_status: -3 })()).toMatchObject({ state: "failed" });
    expect(await task({ task_status: -9 })()).toMatchObject({ state: "failed" });
    expect(await task({ task_status: 100 })()).toMatchObject({ state: "succeeded", failed: 0 });
    expect(await task({ task_status: 100, success_num: 0, failed_num: 4 })()).toMatchObject({
      state: "failed",
    });
    expect(await task({ task_status: 100, success_num: 1, failed_images: failedImages })()).toEqual({
      state: "partial",
      failed: 1,
      reasons: ["huge_image"],
    });
  });
});

describe("a run", () => {
  it("serves any number of consumers, early, late, and those that leave", async () => {
    const { hss } = emulated({ images: [SHOP] });
    const run = hss.scan({ target: TARGET });
    const first = collect(run);
    for await (const _progress of run) break;
    const second = collect(run);
    const [all, rest, result] = await Promise.all([first, second, run.result()]);
    expect(all.at(-1)).toMatchObject({ state: "succeeded", percent: 100 });
    expect(rest.at(-1)).toEqual(all.at(-1));
    expect(await collect(run)).toEqual([all.at(-1)]);
    expect(await run.result()).toBe(result);
  });

  it("that fails and that nobody looks at raises no unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listener);
    try {
      const { hss } = emulated({}, {}, () => json({}, { status: 403 }));
      hss.scan({ target: TARGET });
      hss.resumeScan("t");
      hss.scan({ target: TARGET, signal: AbortSignal.abort(new Error("no")) });
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      process.off("unhandledRejection", listener);
    }
    expect(unhandled).toEqual([]);
  });

  it("gives its error to whoever asks for it", async () => {
    const { hss } = emulated({}, {}, () => json({ error_code: "APIGW.0301" }, { status: 401 }));
    const run = hss.scan({ target: TARGET });
    for (const promise of [run.result(), run.taskId, collect(run)]) {
      expect(await rejection(promise)).toMatchObject({ status: 401, code: "APIGW.0301" });
    }
  });
});

describe("wrong options of a scan", () => {
  const { hss, requests } = emulated();
  it.each<[string, unknown, RegExp]>([
    ["no target", {}, /exactly one of all, query and images/],
    ["two targets", { target: { all: true, images: [{ id: 1 }] } }, /target has all and images/],
    ["a misspelt target", { target: { al: true } }, /did you mean "all"/],
    ["not all", { target: { all: false } }, /target.all is not true/],
    ["no images", { target: { images: [] } }, /at least one image/],
    ["a query without a condition, which would scan everything", { target: { query: {} } }, /every image/],
    ["an unknown option", { target: { all: true }, rate_limit: 3 }, /did you mean "rateLimit"/],
    ["a poll interval of 0", { target: { all: true }, pollInterval: 0 }, /pollInterval is 0/],
    ["a deadline that is no number", { target: { all: true }, deadline: "1h" }, /deadline is 1h/],
    ["nothing", undefined, /not an object/],
  ])("%s: refused at once, before anything is sent", (_name, options, message) => {
    expect(() => hss.scan(options as never)).toThrow(HssRequestError);
    expect(() => hss.scan(options as never)).toThrow(message);
    expect(requests).toEqual([]);
  });

  it("an empty task id", () => {
    expect(() => hss.resumeScan("")).toThrow(/taskId is empty/);
  });

  it("out of the document's range, where validation is asked for: refused before anything is sent", async () => {
    const { requestFaults } = await import("../../src/validation.ts");
    const checked = emulated({}, { validate: requestFaults });
    expect(() => checked.hss.scan({ target: { all: true }, rateLimit: 1_001 })).toThrow(
      /rate_limit.*1001.*1000/,
    );
    expect(checked.requests).toEqual([]);
  });
});
