import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFolder } from "../src/folder.ts";
import { generate } from "../src/generate.ts";
import type { Fault } from "../src/runtime/fault.ts";
import { realBundles } from "./bundle.ts";

let folder: string;
let requestFaults: (operation: string, parameters: object, options?: object) => Fault[];
let responseFaults: (operation: string, status: number, body: unknown) => Fault[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hss-validators-"));
  await writeFolder(folder, await generate(await realBundles()));
  ({ requestFaults, responseFaults } = await import(pathToFileURL(join(folder, "validators.gen.js")).href));
});
afterAll(() => rm(folder, { recursive: true }));

const said = (faults: Fault[]) => faults.map(({ message }) => message);

describe("requestFaults", () => {
  it.each([
    ["limit is 9, below the minimum 10", { limit: 9 }],
    ["limit is 201, above the maximum 200", { limit: 201 }],
    ["limit is 10.5, expected an integer", { limit: 10.5 }],
    ['limit is "10", expected an integer', { limit: "10" }],
    ["limit is 10, expected an integer", { limit: 10n }],
    ["task_id is 0 characters long, shorter than the minimum 1", { task_id: "" }],
    ["task_name is 257 characters long, longer than the maximum 256", { task_name: "好".repeat(257) }],
    [
      'task_type is "Manual", not one of cycle, manual, autoSync, manualSync; did you mean manual?',
      { task_type: "Manual" },
    ],
    ["taskid is unknown; did you mean task_id?", { taskid: "x" }],
    ["zebra is unknown", { zebra: 1 }],
    ["create_time is 4070880000001, above the maximum 4070880000000", { create_time: 4070880000001 }],
  ])("says: %s", (message, parameters) => {
    expect(said(requestFaults("listImageScanTask", { type: "image_scan", ...parameters }))).toEqual([
      message,
    ]);
  });

  it("names a missing parameter", () => {
    expect(said(requestFaults("listImageScanTask", {}))).toEqual(["type is required"]);
  });

  it("finds everything that is wrong, deep in the body too, each with field, value and limit", () => {
    const body = { rate_limit: 1001, image_info: [{ id: 1 }, { id: -1, image_nam: "nginx" }] };
    expect(requestFaults("createManualImageScanTask", { body })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: "body.rate_limit", value: 1001, keyword: "maximum", limit: 1000 }),
        expect.objectContaining({ field: "body.image_info[1].id", value: -1, keyword: "minimum", limit: 0n }),
        expect.objectContaining({
          field: "body.image_info[1].image_nam",
          message: "body.image_info[1].image_nam is unknown; did you mean image_name?",
        }),
      ]),
    );
  });

  it("lets unknown names pass where it is asked to, and nothing else", () => {
    const parameters = { body: { rate_limit: 1001, later: true } };
    const faults = requestFaults("createManualImageScanTask", parameters, { unknownFields: "ignore" });
    expect(said(faults)).toEqual(["body.rate_limit is 1001, above the maximum 1000"]);
  });

  it("shortens a long value", () => {
    const [fault] = requestFaults("listImageScanTask", { type: "x".repeat(10_000) });
    expect(fault?.message.length).toBeLessThan(200);
  });

  it("throws on an operation that does not exist, also on one that every object has", () => {
    for (const name of ["listTasks", "toString", "__proto__"]) {
      expect(() => requestFaults(name, {})).toThrow(`unknown operation ${JSON.stringify(name)}`);
    }
  });
});

describe("64-bit integers", () => {
  const LARGEST = 2n ** 63n - 1n;
  const faultsOf = (id: unknown) =>
    requestFaults("createManualImageScanTask", { body: { image_info: [{ id }] } });

  it("are right as safe numbers and as bigints, up to the largest", () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 0n, max: LARGEST })), (id) => {
        expect(faultsOf(id)).toEqual([]);
      }),
    );
  });

  it("are wrong beyond the bounds, to the digit", () => {
    fc.assert(
      fc.property(fc.oneof(fc.bigInt({ min: LARGEST + 1n }), fc.bigInt({ max: -1n })), (id) => {
        expect(said(faultsOf(id))).toEqual([
          expect.stringMatching(/above the maximum 9223372036854775807|below the minimum 0/),
        ]);
      }),
    );
  });

  it("are wrong as numbers that have lost digits, and the message says what to do", () => {
    expect(said(faultsOf(2 ** 53))).toEqual([
      "body.image_info[0].id is 9007199254740992, which a number cannot hold exactly: pass a bigint beyond 9007199254740991",
    ]);
    expect(said(faultsOf(1.5))).toEqual([
      "body.image_info[0].id is 1.5, expected an integer (number or bigint)",
    ]);
    expect(said(faultsOf(Number.NaN))).toEqual([
      "body.image_info[0].id is NaN, expected an integer (number or bigint)",
    ]);
  });
});

describe("responseFaults", () => {
  it("accepts what the service may add: names and words", () => {
    const image = { id: 2n ** 60n, registry_type: "Quay", added_later: 1 };
    expect(responseFaults("listRegistryImages", 200, { total_num: 1, data_list: [image] })).toEqual([]);
  });

  it("tells an empty body from a missing one", () => {
    expect(responseFaults("stopImageScanTask", 200, undefined)).toEqual([]);
    expect(said(responseFaults("stopImageScanTask", 200, {}))).toEqual(["the body should be empty"]);
    expect(said(responseFaults("listImageScanTask", 200, undefined))).toEqual([
      "the body is empty, expected JSON",
    ]);
  });

  it("names the statuses that the document has", () => {
    expect(said(responseFaults("listImageScanTask", 418, {}))).toEqual([
      "listImageScanTask answered 418, which the document does not have (it has 200, 400, 401, 403, 429, 500, 503)",
    ]);
  });

  it("says where a wrong value is", () => {
    const body = { total_num: 1, data_list: [{ task_status: 101 }] };
    expect(said(responseFaults("listImageScanTask", 200, body))).toEqual([
      "data_list[0].task_status is 101, above the maximum 100",
    ]);
  });
});

describe("the examples", () => {
  it("are valid, bodies and answers", async () => {
    const { examples } = await import(pathToFileURL(join(folder, "examples.gen.js")).href);
    const cases = Object.entries(examples as Record<string, { requests: object; answers: object }>);
    const requests = cases.flatMap(([id, of]) =>
      Object.values(of.requests).map((body) => requestFaults(id, { body })),
    );
    const answers = cases.flatMap(([id, of]) =>
      Object.values(of.answers).map((body) => responseFaults(id, 200, body)),
    );
    expect(requests.length).toBeGreaterThanOrEqual(4);
    expect(answers.length).toBeGreaterThanOrEqual(4);
    // A body alone lacks the required parameters beside it.
    const faults = [...requests, ...answers].flat();
    expect(faults.filter(({ field, keyword }) => keyword !== "required" || field.startsWith("body"))).toEqual(
      [],
    );
  });
});

describe("the error codes", () => {
  it("are a table with meaning, cause and action in both languages", async () => {
    const { errorCodes } = await import(pathToFileURL(join(folder, "errors.gen.js")).href);
    expect(errorCodes["APIGW.0308"]).toMatchObject({ statuses: [429], origin: "gateway" });
    for (const about of Object.values(errorCodes as Record<string, { en: object; zh: object }>)) {
      for (const texts of [about.en, about.zh]) {
        expect(texts).toEqual({
          meaning: expect.any(String),
          cause: expect.any(String),
          action: expect.any(String),
        });
      }
    }
  });
});
