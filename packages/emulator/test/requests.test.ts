import { type OperationId, operations } from "@hss-kit/contract";
import { examples } from "@hss-kit/contract/examples";
import { parameters } from "@hss-kit/contract/parameters";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeApp } from "../src/gateway/app.ts";
import { routesOf } from "../src/gateway/routes.ts";
import { createEmulator, DEFAULT_TOKEN, manualClock } from "../src/index.ts";
import { handlers } from "../src/operations/handlers.ts";
import { ScanEngine } from "../src/scan/engine.ts";
import { makeWorld } from "../src/world/world.ts";
import { attempt, call, errorOf, onlyTask, read, send, urlOf } from "./support/call.ts";

describe("parameters", () => {
  test.each<[OperationId, object, string]>([
    ["listRegistryImages", { limit: 0 }, "limit must be at least 1"],
    ["listRegistryImages", { limit: 201 }, "limit must be at most 200"],
    ["listRegistryImages", { limit: "" }, "limit must be of the type integer"],
    ["listRegistryImages", { limit: "1e1" }, "limit must be of the type integer"],
    ["listRegistryImages", { offset: -1 }, "offset must be at least 0"],
    ["listRegistryImages", { has_vul: "yes" }, "has_vul must be of the type boolean"],
    ["listRegistryImages", { image_type: "Harbor" }, "image_type must be one of private_image"],
    ["listRegistryImages", { namespace: "" }, "namespace length must be at least 1"],
    ["listRegistryImages", { namespace: "名".repeat(129) }, "namespace length must be at most 128"],
    ["listRegistryImages", { start_latest_scan_time: 2n ** 63n }, "must be at most 9223372036854775807"],
    ["listImageScanTask", {}, "type is required"],
    ["listImageScanTask", { type: "image_scan", limit: 9 }, "limit must be at least 10"],
    ["createManualImageScanTask", { body: { rate_limit: 1001 } }, "body.rate_limit must be at most 1000"],
    [
      "createManualImageScanTask",
      { body: { scan_scope: "all" } },
      "body.scan_scope must be of the type integer",
    ],
    [
      "createManualImageScanTask",
      { body: { image_info: [{ id: 2n ** 63n }] } },
      "body.image_info[0].id must be at most",
    ],
    ["createManualImageScanTask", { body: { image_info: [{ id: 1.5 }] } }, "body.image_info[0].id"],
    ["createManualImageScanTask", { body: [] }, "body must be of the type object"],
    [
      "createManualImageScanTask",
      { global_image_type: "local_image" },
      "global_image_type must be one of local",
    ],
  ])("%s %o: %s", async (operation, flat, text) => {
    const answer = await attempt(createEmulator(), operation, flat);
    expect(errorOf(answer, 400, "HSS.0001").error_description).toContain(text);
  });

  test("errors name field and limit, never the value", async () => {
    const answer = await attempt(createEmulator(), "listRegistryImages", {
      image_type: "s3cret",
      has_vul: "pa55word",
    });
    expect(answer.text).not.toMatch(/s3cret|pa55word/);
  });

  test("the largest int64 is within the limits, and is read with every digit", async () => {
    const largest = 9_223_372_036_854_775_807n;
    const list = await attempt(createEmulator(), "listRegistryImages", { end_latest_scan_time: largest });
    expect(list.status).toBe(200);
    const body = { query_info: { image_size: largest, end_latest_update_time: largest } };
    expect((await attempt(createEmulator(), "createManualImageScanTask", { body })).status).toBe(200);
    const emulator = createEmulator();
    const on = { global_image_type: "local", body: { query_info: { image_size: largest } } };
    await attempt(emulator, "createManualImageScanTask", on);
    expect(await onlyTask(emulator)).toMatchObject({ total_num: 1 });
  });

  test.each<["listRegistryImages" | "listImageLocal", string]>([
    ["listRegistryImages", "Success"],
    ["listRegistryImages", "download_failed"],
    ["listImageLocal", "waiting"],
  ])("a scan_status outside the list is an empty list of %s: %s", async (operation, scan_status) => {
    const answer = await attempt(createEmulator(), operation, { scan_status });
    expect(answer).toMatchObject({ status: 200, body: { total_num: 0, data_list: [] } });
  });

  test("unknown names are let pass, of a repeated one the first counts", async () => {
    const emulator = createEmulator();
    const url = urlOf(emulator, "listRegistryImages", { limit: 3 });
    const answer = await read("listRegistryImages", await send(emulator, `${url}&limit=4&unknown=1`));
    expect(answer).toMatchObject({ status: 200 });
    expect((answer.body as { data_list: unknown[] }).data_list).toHaveLength(3);
  });
});

describe("bodies", () => {
  const post = async (body: string | undefined) => {
    const emulator = createEmulator();
    const url = urlOf(emulator, "createManualImageScanTask", {});
    return read(
      "createManualImageScanTask",
      await send(emulator, url, { method: "POST", ...(body !== undefined && { body }) }),
    );
  };

  test.each(["{", "is_all=true", "{'is_all':true}", '{"is_all":true}}', "\u0000", " "])(
    "%j is HSS.0002",
    async (body) => {
      errorOf(await post(body), 400, "HSS.0002");
    },
  );

  test("bytes that are no UTF-8 are HSS.0002", async () => {
    const emulator = createEmulator();
    const response = await emulator.fetch(urlOf(emulator, "createManualImageScanTask", {}), {
      method: "POST",
      headers: { "X-Auth-Token": DEFAULT_TOKEN },
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    });
    errorOf(await read("createManualImageScanTask", response), 400, "HSS.0002");
  });

  test.each([undefined, "", "{}", "null", "[]", "1", '"text"'])("%j is read, and HSS.0001", async (body) => {
    errorOf(await post(body), 400, "HSS.0001");
  });
});

/** Whatever a person or a fuzzer may type. */
const odd = fc.oneof(
  fc.string({ unit: "grapheme-composite", minLength: 1, maxLength: 20 }),
  // Of code points, so that no half of a surrogate pair stands alone: no URL can carry that.
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    "%",
    "%2F",
    "%zz",
    "a/b",
    "..",
    ".",
    "?",
    "#",
    "&=",
    "+",
    " ",
    "镜像",
    "👩‍👩‍👧",
    "\u0000",
    "';--",
    "*",
    "~",
    "\\",
  ),
);

describe("unusual characters", () => {
  test("in any query parameter are signed, read, and matched literally", async () => {
    const emulator = createEmulator();
    const texts = Object.keys(operations).flatMap((id) =>
      parameters[id as OperationId]
        .filter(
          ({ in: place, type, enum: words }) => place === "query" && type === "string" && words === undefined,
        )
        .map(({ name }) => [id as OperationId, name] as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), odd, async ([operation, name], text) => {
        const base = {
          listImageVulnerabilities: {
            image_id: "x",
            image_type: "harbor",
            namespace: "n",
            image_name: "i",
            tag_name: "t",
          },
          listImageScanTask: { type: "image_scan" },
          stopImageScanTask: { task_id: "x" },
        };
        const known = handlers[operation] !== undefined;
        const flat = { ...(base as { [id: string]: object })[operation], [name]: text };
        const answer = await attempt(emulator, operation, flat);
        expect(known ? [200, 400] : [200, 400, 501]).toContain(answer.status);
        if (answer.status === 400)
          expect(answer.body).toMatchObject({ error_code: expect.stringMatching(/^HSS\.00(01|11)$/) });
      }),
      { numRuns: 400 },
    );
  });

  test("in a path parameter reach the operation", async () => {
    const emulator = createEmulator();
    await fc.assert(
      fc.asyncProperty(odd, async (text) => {
        // A URL cannot carry these as a segment: they mean "here" and "one up".
        fc.pre(!/^\.\.?$/.test(text));
        errorOf(await attempt(emulator, "stopImageScanTask", { task_id: text }), 400, "HSS.0011");
      }),
      { numRuns: 300 },
    );
  });

  test("in names of images are found", async () => {
    await fc.assert(
      fc.asyncProperty(odd, async (image_name) => {
        fc.pre(image_name.length <= 100);
        const emulator = createEmulator({ images: [{ image_name, namespace: image_name.slice(0, 10) }] });
        const page = await call(emulator, "listRegistryImages", { image_name, limit: 200 });
        expect(page.data_list.map((image) => image.image_name)).toContain(image_name);
      }),
      { numRuns: 100 },
    );
  });

  test("in the region header are let pass", async () => {
    const emulator = createEmulator();
    const url = urlOf(emulator, "createManualImageScanTask", {});
    // With a token: a signer refuses to sign what would not arrive as it was.
    const send = (region: string) =>
      emulator.fetch(url, {
        method: "POST",
        body: '{"is_all":true}',
        headers: { region, "X-Auth-Token": DEFAULT_TOKEN },
      });
    expect((await send("é ü/%&")).status).toBe(200);
    errorOf(await read("createManualImageScanTask", await send("r".repeat(129))), 400, "HSS.0001");
  });
});

describe("operations of the document", () => {
  test("are tried with literal segments before parameters, whatever their order in the document", () => {
    const routes = routesOf({
      byImage: { method: "GET", path: "/v5/{project_id}/image/{image_id}/list" },
      oneOf: { method: "GET", path: "/v5/{project_id}/{anything}/vulnerabilities/list" },
      literal: { method: "GET", path: "/v5/{project_id}/image/vulnerabilities/list" },
    });
    expect(routes.map(({ operation, path }) => [operation, path])).toEqual([
      ["literal", "/v5/:project_id/image/vulnerabilities/list"],
      ["byImage", "/v5/:project_id/image/:image_id/list"],
      ["oneOf", "/v5/:project_id/:anything/vulnerabilities/list"],
    ]);
  });

  test("without a handler are routed and validated; then reading gives the example and says so, writing is refused", async () => {
    const clock = manualClock();
    const app = makeApp({
      handlers: {},
      state: { world: makeWorld(1, clock.now()), engine: new ScanEngine(1, 1), syncTasks: [] },
      projectId: "p",
      admit: () => {},
      now: () => clock.now(),
      nextRequestId: () => "0".repeat(32),
    });
    const ask = (query: string) => app(new Request(`http://x/v5/p/image/tasks${query}`));
    errorOf(await read("listImageScanTask", await ask("")), 400, "HSS.0001");
    const shown = await ask("?type=image_scan");
    expect(shown.headers.get("X-Emulator-Answer")).toBe("example");
    const [example] = Object.values(examples.listImageScanTask.answers);
    expect((await read("listImageScanTask", shown)).body).toEqual(example);

    const stop = new Request("http://x/v5/p/image/image-scan/tasks/t/stop", { method: "PUT" });
    const refused = errorOf(await read("stopImageScanTask", await app(stop)), 501, "EMULATOR.0501");
    expect(refused.error_msg).toContain("stopImageScanTask");
  });
});
