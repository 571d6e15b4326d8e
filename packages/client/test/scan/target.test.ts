import { describe, expect, it } from "vitest";
import { HssRequestError, type ScanOptions } from "../../src/index.ts";
import { requestFaults } from "../../src/validation.ts";
import { emulated } from "../support/emulator.ts";

const query = (conditions: object, rest: object = {}) => ({ target: { query: conditions }, ...rest });
const images = (...entries: unknown[]) => ({ target: { images: entries } });

describe.each([
  ["without validation", {}],
  ["with validation", { validate: requestFaults }],
])("a target that is not what was meant, %s", (_name, clientOptions) => {
  const { hss, requests } = emulated({}, clientOptions);

  it.each<[string, object, RegExp]>([
    ["an empty condition", query({ namespace: "" }), /target\.query\.namespace is empty.*every image/],
    ["a blank one beside another", query({ image_name: "a", namespace: "  " }), /query\.namespace is empty/],
    ["one that is null", query({ image_name: null }), /target\.query\.image_name is empty.*every image/],
    ["a misspelt condition", query({ nam: "x", namspace: "x" }), /namspace is not.*did you mean "namespace"/],
    ["a condition of hosts", query({ host_name: "x" }), /query\.host_name.*registry.*imageType: "local"/],
    ["the same, spelt out", query({ pod_id: "x" }, { imageType: "registry" }), /query\.pod_id/],
    ["one of registries", query({ namespace: "x" }, { imageType: "local" }), /query\.namespace.*local/],
    [
      "a kind of registry image",
      query({ image_type: "harbor" }, { imageType: "local" }),
      /query\.image_type/,
    ],
    [
      "a misspelt field of an image",
      images({ id: 1 }, { image_nam: "x" }),
      /images\[1\]\.image_nam.*"image_name"/,
    ],
    ["an image without a field", images({ id: undefined }), /target\.images\[0\] names no image/],
    [
      "an image by empty fields",
      images({ image_id: "", namespace: "" }),
      /target\.images\[0\] names no image/,
    ],
    ["an image that is a number", images(12), /target\.images\[0\] names no image/],
  ])("%s: refused at once, before anything is sent", (_what, options, message) => {
    expect(() => hss.scan(options as ScanOptions)).toThrow(HssRequestError);
    expect(() => hss.scan(options as ScanOptions)).toThrow(message);
    expect(requests).toEqual([]);
  });

  it("names the condition, for programs too", () => {
    try {
      hss.scan(query({ namespace: "" }) as ScanOptions);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        operation: "scan",
        faults: [{ field: "target.query.namespace", value: "" }],
      });
    }
  });

  it.each<[string, object]>([
    ["false and 0 are conditions", query({ has_vul: false, image_size: 0 })],
    [
      "what both kinds have goes with registries",
      query({ image_name: "a", app_name: "b", scan_status: "unscan" }),
    ],
    ["and with hosts", query({ image_name: "a", local_image_type: "swr_image" }, { imageType: "local" })],
    ["a field that is left out is no condition", query({ namespace: "a", host_name: undefined })],
    ["an image may have an empty field beside another", images({ id: 1, instance_id: "" })],
  ])("%s", async (_what, options) => {
    const run = hss.scan({ ...options, signal: AbortSignal.abort(new Error("enough")) } as ScanOptions);
    await expect(run.result()).rejects.toThrow("enough");
  });
});
