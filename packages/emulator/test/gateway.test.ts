import { sign } from "@hss-kit/signer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEmulator, DEFAULT_TOKEN, type EmulatorOptions, manualClock } from "../src/index.ts";
import { errorOf, read, send, urlOf } from "./support/call.ts";

const MINUTE = 60_000;
const list = "listRegistryImages" as const;

function setUp(options: EmulatorOptions = {}) {
  const emulator = createEmulator(options);
  return { emulator, url: urlOf(emulator, list, {}) };
}

async function answerTo(emulator: ReturnType<typeof createEmulator>, url: string, init: RequestInit) {
  return read(list, await emulator.fetch(url, init));
}

describe("signatures", () => {
  test.each(["SDK-HMAC-SHA256", "V11-HMAC-SHA256"] as const)(
    "a good one with %s passes",
    async (algorithm) => {
      const { emulator, url } = setUp();
      const headers = sign({ method: "GET", url }, emulator.credentials, {
        date: new Date(emulator.clock.now()),
        ...(algorithm === "V11-HMAC-SHA256" && { scope: { region: "cn-north-4", service: "hss" } }),
      });
      expect(headers.Authorization).toContain(algorithm);
      expect((await answerTo(emulator, url, { headers })).status).toBe(200);
    },
  );

  test("a V11 signature for another service does not", async () => {
    const { emulator, url } = setUp();
    const headers = sign({ method: "GET", url }, emulator.credentials, {
      date: new Date(emulator.clock.now()),
      scope: { region: "cn-north-4", service: "ecs" },
    });
    errorOf(await answerTo(emulator, url, { headers }), 401, "APIGW.0301");
  });

  test("the error is the gateway's: its sentence, its code, the request id, and no secret", async () => {
    const { emulator, url } = setUp();
    const key = { ak: emulator.credentials.ak, sk: "another-secret" };
    const headers = sign({ method: "GET", url }, key, { date: new Date(emulator.clock.now()) });
    const answer = await answerTo(emulator, url, { headers });
    const error = errorOf(answer, 401, "APIGW.0301");
    expect(error.error_msg).toContain("verify aksk signature fail");
    expect(error.request_id).toBe(answer.requestId);
    const signature = headers.Authorization?.split("Signature=")[1] ?? "";
    expect(signature).toHaveLength(64);
    for (const secret of [emulator.credentials.sk, key.sk, key.ak, signature]) {
      expect(answer.text).not.toContain(secret);
    }
  });

  test("any changed byte is refused", async () => {
    const { emulator } = setUp();
    const url = urlOf(emulator, list, { image_name: "订单", limit: 17 });
    const { search } = new URL(url);
    const headers = sign({ method: "GET", url }, emulator.credentials, {
      date: new Date(emulator.clock.now()),
    });
    expect((await answerTo(emulator, url, { headers })).status).toBe(200);
    await fc.assert(
      fc.asyncProperty(fc.nat(search.length - 1), fc.constantFrom(..."abcxyz0189"), async (at, letter) => {
        const changed = search.slice(0, at) + letter + search.slice(at + 1);
        fc.pre(changed !== search && changed.startsWith("?") && !/%(?![0-9A-F]{2})/.test(changed));
        const answer = await answerTo(emulator, url.replace(search, changed), { headers });
        errorOf(answer, 401, "APIGW.0301");
      }),
    );
  });

  test("a changed body is refused, and the task is not created", async () => {
    const emulator = createEmulator();
    const url = urlOf(emulator, "createManualImageScanTask", {});
    const init = { method: "POST", headers: { "Content-Type": "application/json" } };
    const headers = sign({ ...init, url, body: '{"is_all":false}' }, emulator.credentials, {
      date: new Date(emulator.clock.now()),
    });
    const response = await emulator.fetch(url, {
      ...init,
      headers: { ...init.headers, ...headers },
      body: '{"is_all":true }',
    });
    errorOf(await read("createManualImageScanTask", response), 401, "APIGW.0301");
  });

  test.each([
    [14, 200],
    [-14, 200],
    [16, 401],
    [-16, 401],
  ])("a date %i minutes off answers %i", async (minutes, status) => {
    const { emulator, url } = setUp();
    const date = new Date(emulator.clock.now() + minutes * MINUTE);
    const headers = sign({ method: "GET", url }, emulator.credentials, { date });
    expect((await answerTo(emulator, url, { headers })).status).toBe(status);
  });

  test("the machine's own time passes too, so that a clock that runs ahead locks nobody out", async () => {
    const { emulator, url } = setUp({ clock: manualClock(Date.now() + 365 * 24 * 60 * MINUTE) });
    const headers = sign({ method: "GET", url }, emulator.credentials, { date: new Date() });
    expect((await answerTo(emulator, url, { headers })).status).toBe(200);
    // A clock without `wall` knows only its own time.
    const { now, sleep } = manualClock(Date.now() + 365 * 24 * 60 * MINUTE);
    const strict = createEmulator({ clock: { now, sleep } });
    errorOf(await answerTo(strict as typeof emulator, url, { headers }), 401, "APIGW.0301");
  });

  test("an unknown key, and a header that is no signature", async () => {
    const { emulator, url } = setUp();
    const stranger = sign(
      { method: "GET", url },
      { ak: "STRANGER", sk: "x" },
      { date: new Date(emulator.clock.now()) },
    );
    errorOf(await answerTo(emulator, url, { headers: stranger }), 401, "APIGW.0301");
    errorOf(await answerTo(emulator, url, { headers: { Authorization: "Bearer x" } }), 401, "APIGW.0301");
  });

  test("a temporary key needs its security token", async () => {
    const key = { ak: "TEMPORARY", sk: "secret", securityToken: "the-token" };
    const { emulator, url } = setUp({ keys: [key] });
    const date = new Date(emulator.clock.now());
    const good = sign({ method: "GET", url }, key, { date });
    expect((await answerTo(emulator, url, { headers: good })).status).toBe(200);
    const without = sign({ method: "GET", url }, { ak: key.ak, sk: key.sk }, { date });
    errorOf(await answerTo(emulator, url, { headers: without }), 401, "APIGW.0301");
  });
});

describe("tokens", () => {
  test("a known one passes, another is APIGW.0307", async () => {
    const { emulator, url } = setUp();
    const token = (value: string) => answerTo(emulator, url, { headers: { "X-Auth-Token": value } });
    expect((await token(DEFAULT_TOKEN)).status).toBe(200);
    const refused = await token("expired-token");
    errorOf(refused, 401, "APIGW.0307");
    expect(refused.text).not.toContain("expired-token");
    const own = setUp({ tokens: ["mine"] });
    errorOf(
      await answerTo(own.emulator, own.url, { headers: { "X-Auth-Token": DEFAULT_TOKEN } }),
      401,
      "APIGW.0307",
    );
  });

  test("nothing at all is APIGW.0301", async () => {
    const { emulator, url } = setUp();
    errorOf(await answerTo(emulator, url, {}), 401, "APIGW.0301");
  });
});

describe("what the gateway refuses before the service sees it", () => {
  test.each([
    ["GET", "/"],
    ["GET", "/v5"],
    ["GET", "/v5/{project_id}/image/nothing"],
    ["DELETE", "/v5/{project_id}/image/tasks"],
    ["HEAD", "/v5/{project_id}/image/tasks?type=image_scan"],
    ["GET", "/v5/{project_id}/image/tasks/"],
    ["GET", "/v5//image/tasks?type=image_scan"],
    ["POST", "/v5/{project_id}/image/image-scan/tasks/x/stop"],
  ])("%s %s is 404 APIGW.0101", async (method, path) => {
    const emulator = createEmulator();
    const url = emulator.endpoint + path.replace("{project_id}", emulator.projectId);
    const response = await send(emulator, url, { method });
    expect(response.status).toBe(404);
    if (method !== "HEAD") errorOf(await read(list, response), 404, "APIGW.0101");
  });

  test("another project is 403", async () => {
    const { emulator } = setUp();
    const answer = await send(emulator, urlOf(emulator, list, { project_id: "someone else's/项目" }));
    errorOf(await read(list, answer), 403, "APIGW.0302");
  });

  test("a URI over 32 KB is 414, one just below is not", async () => {
    const { emulator, url } = setUp();
    const long = (length: number) => {
      const { pathname } = new URL(url);
      return `${url}?x=${"a".repeat(length - pathname.length - 3)}`;
    };
    errorOf(await read(list, await send(emulator, long(32 * 1024 + 1))), 414, "APIGW.0201");
    expect((await send(emulator, long(32 * 1024))).status).toBe(200);
  });

  test.each([
    ["text", () => " ".repeat(12 * 1024 * 1024 + 1)],
    [
      "a stream that never ends",
      () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)) }),
    ],
  ])("a body over 12 MB is 413: %s", async (_name, body) => {
    const emulator = createEmulator();
    const init = { method: "POST", headers: { "X-Auth-Token": DEFAULT_TOKEN }, body: body(), duplex: "half" };
    const response = await emulator.fetch(
      urlOf(emulator, "createManualImageScanTask", {}),
      init as RequestInit,
    );
    errorOf(await read("createManualImageScanTask", response), 413, "APIGW.0201");
  });
});

describe("fetch", () => {
  test("takes a Request, a URL, or a text; rejects what is none, and an aborted call before it acts", async () => {
    const { emulator, url } = setUp();
    const headers = { "X-Auth-Token": DEFAULT_TOKEN };
    const statuses = [
      await emulator.fetch(new Request(url, { headers })),
      await emulator.fetch(new URL(url), { headers }),
      await emulator.fetch(url, { headers }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200]);
    await expect(emulator.fetch("no URL")).rejects.toThrow(TypeError);

    const create = urlOf(emulator, "createManualImageScanTask", {});
    const aborted = emulator.fetch(create, {
      method: "POST",
      headers,
      body: '{"is_all":true}',
      signal: AbortSignal.abort(new Error("changed my mind")),
    });
    await expect(aborted).rejects.toThrow("changed my mind");
    const tasks = await emulator.fetch(`${urlOf(emulator, "listImageScanTask", { type: "image_scan" })}`, {
      headers,
    });
    expect(await tasks.text()).not.toContain('"manual"');
  });

  test.each([
    [{ seed: 1.5 }, "seed is 1.5"],
    [{ taskTimeout: 0 }, "taskTimeout is 0"],
    [{ projectId: "" }, "projectId is empty"],
    [{ keys: [{ ak: "x", sk: "" }] }, "keys holds an empty"],
  ] as [EmulatorOptions, string][])("option %o is refused with its name", (options, message) => {
    expect(() => createEmulator(options)).toThrow(message);
  });
});
