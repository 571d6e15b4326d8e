import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HssConnectionError, HssServiceError, HssTimeoutError } from "../src/index.ts";
import { clientOf, EMPTY_PAGE, json, rejection, SECRETS } from "./support/client.ts";

const refusal = (status: number, headers: Record<string, string> = {}) =>
  json({ error_code: `APIGW.${status}`, error_msg: "no", request_id: "r" }, { status, headers });

describe("retrying", () => {
  it.each([500, 502, 503, 504])("repeats a GET after %i, each attempt signed anew", async (status) => {
    const { hss, sent, clock } = clientOf((_request, attempt) =>
      attempt < 4 ? refusal(status) : json(EMPTY_PAGE),
    );
    expect(await hss.listImageScanTask({ type: "image_scan" })).toEqual(EMPTY_PAGE);
    expect(clock.sleeps).toEqual([500, 1_000, 2_000]);
    const dates = sent.map(({ headers }) => headers.get("x-sdk-date"));
    expect(dates).toEqual(["20260101T000000Z", "20260101T000000Z", "20260101T000001Z", "20260101T000003Z"]);
    expect(new Set(sent.map(({ headers }) => headers.get("authorization"))).size).toBe(3);
  });

  it("repeats a GET whose connection broke", async () => {
    const { hss, sent } = clientOf((_request, attempt) => {
      if (attempt < 3) throw new TypeError("fetch failed");
      return json(EMPTY_PAGE);
    });
    await hss.listImageScanTask({ type: "image_scan" });
    expect(sent).toHaveLength(3);
  });

  it("repeats anything after 429: the gateway refused it before it was carried out", async () => {
    const { hss, sent } = clientOf((_request, attempt) => (attempt < 9 ? refusal(429) : new Response("")));
    await hss.createManualImageScanTask({ body: { is_all: true } });
    expect(sent).toHaveLength(9);
    expect(new Set(sent.map(({ body }) => body))).toEqual(new Set(['{"is_all":true}']));
  });

  it("waits as long as Retry-After says", async () => {
    const { hss, clock } = clientOf((_request, attempt) =>
      attempt === 1
        ? refusal(429, { "Retry-After": "42" })
        : attempt === 2
          ? refusal(503, { "Retry-After": "Thu, 01 Jan 2026 00:01:00 GMT" })
          : json(EMPTY_PAGE),
    );
    await hss.listImageScanTask({ type: "image_scan" });
    expect(clock.sleeps).toEqual([42_000, 18_000]);
  });

  it.each<[string, number | "broken"]>([
    ["500", 500],
    ["503", 503],
    ["a broken connection", "broken"],
  ])("never repeats a POST or a PUT after %s", async (_name, outcome) => {
    const { hss, sent } = clientOf(() => {
      if (outcome === "broken") throw new TypeError("fetch failed");
      return refusal(outcome);
    });
    const created = await rejection(hss.createManualImageScanTask());
    await rejection(hss.stopImageScanTask({ task_id: "t" }));
    expect(sent).toHaveLength(2);
    expect(created).toBeInstanceOf(outcome === "broken" ? HssConnectionError : HssServiceError);
    if (outcome === "broken") {
      expect(created).toMatchObject({ mayHaveActed: true, attempts: 1 });
      expect(String(created)).toContain("may have acted");
    }
  });

  it.each([400, 401, 403, 404, 501])("never repeats after %i", async (status) => {
    const { hss, sent } = clientOf(() => refusal(status));
    const error = await rejection(hss.listImageScanTask({ type: "image_scan" }));
    expect(error).toMatchObject({ name: "HssServiceError", status, attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  it("gives up after five failures and says so", async () => {
    const { hss, sent } = clientOf(() => refusal(503));
    const error = await rejection(hss.listImageScanTask({ type: "image_scan" }));
    expect(error).toMatchObject({ name: "HssServiceError", status: 503, attempts: 5 });
    expect(String(error)).toContain("(after 5 attempts)");
    expect(sent).toHaveLength(5);
  });

  it("gives up before a wait that the deadline would cut, with what went wrong", async () => {
    const { hss, sent, clock } = clientOf(() => refusal(429, { "Retry-After": "30" }), { deadline: 100_000 });
    const error = await rejection(hss.createManualImageScanTask());
    expect(error).toMatchObject({ name: "HssServiceError", status: 429, attempts: 4 });
    expect(clock.sleeps).toEqual([30_000, 30_000, 30_000]);
    expect(sent).toHaveLength(4);
    const once = await rejection(hss.listImageScanTask({ type: "image_scan" }, { deadline: 1_000 }));
    expect(once).toMatchObject({ status: 429, attempts: 1 });
  });

  it("ends after any series of failures, within the deadline, and without repeating what may have happened", async () => {
    const outcome = fc.constantFrom<number | "broken">(200, 400, 429, 500, 502, 503, 504, "broken");
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 200_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.boolean(),
        async (outcomes, deadline, chance, isGet) => {
          const answers: (number | "broken")[] = [];
          const handler = (_request: unknown, attempt: number) => {
            const answer = outcomes[(attempt - 1) % outcomes.length] ?? 200;
            answers.push(answer);
            if (answer === "broken") throw new TypeError("fetch failed");
            return answer === 200 ? json(EMPTY_PAGE) : refusal(answer);
          };
          // A chance of 0 would let a throttled call come back without any wait, for ever.
          const { hss, clock } = clientOf(handler, { deadline, random: () => Math.max(chance, 0.01) });
          const start = clock.now();
          await (isGet
            ? hss.listImageScanTask({ type: "image_scan" })
            : hss.createManualImageScanTask()
          ).catch(() => undefined);
          expect(clock.now() - start).toBeLessThanOrEqual(deadline);
          const repeated = answers.slice(0, -1);
          if (!isGet) expect(repeated.every((answer) => answer === 429)).toBe(true);
          expect(repeated.filter((answer) => answer !== 429).length).toBeLessThan(5);
          expect(repeated).not.toContain(200);
          expect(repeated).not.toContain(400);
        },
      ),
    );
  });
});

describe("time and abort", () => {
  const hang = () => new Promise<Response>(() => undefined);

  it("ends an attempt after its timeout, also where fetch does not look at the signal", async () => {
    const { hss, sent } = clientOf(hang, { timeout: 20 });
    const posted = await rejection(hss.createManualImageScanTask());
    expect(posted).toBeInstanceOf(HssTimeoutError);
    expect(posted).toMatchObject({ limit: 20, attempts: 1, mayHaveActed: true });
    const error = await rejection(hss.listImageScanTask({ type: "image_scan" }));
    expect(error).toMatchObject({ name: "HssTimeoutError", attempts: 5, mayHaveActed: false });
    expect(sent).toHaveLength(6);
  });

  it("ends an attempt at the deadline of the call, and names it", async () => {
    const { hss } = clientOf(hang);
    const error = await rejection(hss.listImageScanTask({ type: "image_scan" }, { deadline: 20 }));
    expect(error).toMatchObject({ name: "HssTimeoutError", limit: 20, attempts: 1 });
    expect(String(error)).toContain("deadline of 20 ms");
  });

  it.each(["before it starts", "during an attempt", "during a wait"])(
    "rethrows the reason of an abort %s",
    async (when) => {
      const stop = new AbortController();
      const reason = new Error("the user went home");
      const { hss } = clientOf(() => {
        if (when === "during an attempt") setTimeout(() => stop.abort(reason));
        if (when === "during a wait") stop.abort(reason);
        return when === "during an attempt" ? hang() : refusal(503);
      });
      if (when === "before it starts") stop.abort(reason);
      expect(await rejection(hss.listImageScanTask({ type: "image_scan" }, { signal: stop.signal }))).toBe(
        reason,
      );
    },
  );
});

it("an abort is an abort for a POST too, and not a broken connection", async () => {
  const stop = new AbortController();
  const reason = new Error("Ctrl-C");
  const { hss } = clientOf(() => {
    stop.abort(reason);
    throw new TypeError("fetch failed");
  });
  expect(await rejection(hss.createManualImageScanTask({}, { signal: stop.signal }))).toBe(reason);
});

describe("secrets", () => {
  it("are in no error, whoever puts them there", async () => {
    const all = Object.values(SECRETS);
    const echo = `AK ${SECRETS.ak} with ${SECRETS.sk}, ${SECRETS.securityToken}, Signature=abcdef0123, https://x.test/a?password=hunter2`;
    const failing = clientOf(({ headers, url }) => {
      const cause = Object.assign(new Error(`${echo} ${url}`), { code: "ECONNRESET", headers });
      throw Object.assign(new TypeError(echo, { cause }), { request: { headers } });
    });
    const answering = clientOf(() =>
      json({ error_code: "APIGW.0301", error_msg: echo, error_description: `also ${echo}` }, { status: 401 }),
    );
    const garbage = clientOf(() => new Response(`<html>${echo}</html>`));
    const { inspect } = await import("node:util");
    for (const { hss } of [failing, answering, garbage]) {
      const error = await rejection(hss.listImageScanTask({ type: "image_scan", task_name: "hunter3" }));
      const seen = [
        inspect(error, { depth: 20, showHidden: true }),
        JSON.stringify(error),
        String(error),
        error instanceof Error
          ? `${error.stack} ${inspect(error.cause, { depth: 20, showHidden: true })}`
          : "",
      ].join("\n");
      for (const secret of [...all, "abcdef0123", "hunter2", "hunter3"]) expect(seen).not.toContain(secret);
    }
  });
});
