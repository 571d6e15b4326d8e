import type { ImageScanTaskPage, RegistryImagePage } from "@hss-kit/contract";
import { describe, expectTypeOf, it } from "vitest";
import {
  type ClientOptions,
  createClient,
  type Finding,
  type HssClient,
  HssServiceError,
  type ImageScanTask,
  type ScanProgress,
  type ScanResult,
  scanScope,
  scanScopeNames,
} from "../src/index.ts";
import { requestFaults } from "../src/validation.ts";

// None of these runs: they are read by the compiler.
const typesOnly = (_check: (hss: HssClient) => unknown) => undefined;

describe("types", () => {
  it("of options: one address, one kind of credentials, known names", () => {
    typesOnly(() => {
      const rest = { credentials: { ak: "", sk: "" }, projectId: "" };
      createClient({ region: "cn-north-4", ...rest, validate: requestFaults });
      createClient({ endpoint: "http://127.0.0.1:1", ...rest, credentials: { token: "" } });
      // @ts-expect-error a region that does not exist
      createClient({ region: "cn-nroth-4", ...rest });
      // @ts-expect-error region and endpoint
      createClient({ region: "cn-north-4", endpoint: "http://127.0.0.1:1", ...rest });
      // @ts-expect-error neither
      createClient({ ...rest });
      // @ts-expect-error half a key
      createClient({ region: "cn-north-4", projectId: "", credentials: { ak: "" } });
      // @ts-expect-error an unknown option
      createClient({ region: "cn-north-4", ...rest, porjectId: "" });
      // @ts-expect-error no project
      createClient({ region: "cn-north-4", credentials: { token: "" } });
    });
    expectTypeOf<ClientOptions["region"]>().toExtend<string | undefined>();
  });

  it("of operations: flat parameters and their answers", () => {
    typesOnly((hss) => {
      expectTypeOf(
        hss.listImageScanTask({ type: "image_scan", limit: 200 }),
      ).resolves.toEqualTypeOf<ImageScanTaskPage>();
      expectTypeOf(hss.listRegistryImages()).resolves.toEqualTypeOf<RegistryImagePage>();
      expectTypeOf(hss.createManualImageScanTask()).resolves.toEqualTypeOf<undefined>();
      hss.stopImageScanTask({ task_id: "1" }, { signal: new AbortController().signal });
      hss.createManualImageScanTask({ body: { image_info: [{ id: 9223372036854775807n }, { id: 1 }] } });
      // @ts-expect-error an unknown operation
      hss.lisImageScanTask({ type: "image_scan" });
      // @ts-expect-error a required parameter is missing
      hss.listImageScanTask({});
      // @ts-expect-error all parameters are missing
      hss.listImageScanTask();
      // @ts-expect-error a misspelt value of a closed enumeration
      hss.listImageScanTask({ type: "image_scans" });
      // @ts-expect-error a misspelt parameter
      hss.listImageScanTask({ type: "image_scan", tsak_id: "" });
      // @ts-expect-error a misspelt field of a body
      hss.createManualImageScanTask({ body: { scan_scop: 1 } });
      // @ts-expect-error "local_image" is what one page says; the service takes "local"
      hss.createManualImageScanTask({ global_image_type: "local_image" });
      // @ts-expect-error a parameter's own name, not ours
      hss.stopImageScanTask({ taskId: "1" });
    });
  });

  it("of answers: open words, exact integers", () => {
    expectTypeOf<ImageScanTask["task_type"]>().toExtend<string | undefined>();
    expectTypeOf<string>().toExtend<NonNullable<ImageScanTask["image_type"]>>();
    typesOnly(async (hss) => {
      const { data_list: images } = await hss.listRegistryImages();
      expectTypeOf(images[0]?.id).toEqualTypeOf<number | bigint | undefined>();
    });
  });

  it("of scans: exactly one target", () => {
    typesOnly((hss) => {
      hss.scan({ target: { all: true }, scope: scanScope("vulnerabilities", "malware") });
      hss.scan({ target: { query: { namespace: "x" } }, imageType: "registry" });
      hss.scan({ target: { images: [{ id: 1n }] }, deadline: 1, pollInterval: 1 });
      // @ts-expect-error no target
      hss.scan({});
      // @ts-expect-error an empty target
      hss.scan({ target: {} });
      // @ts-expect-error two targets
      hss.scan({ target: { all: true, images: [{ id: 1 }] } });
      // @ts-expect-error "not all" is no target
      hss.scan({ target: { all: false } });
      // @ts-expect-error a misspelt condition
      hss.scan({ target: { query: { namspace: "x" } } });
      // @ts-expect-error an unknown kind of image
      hss.scan({ target: { all: true }, imageType: "cicd" });
      const run = hss.scan({ target: { all: true } });
      expectTypeOf(run).toExtend<AsyncIterable<ScanProgress>>();
      expectTypeOf(run.result()).resolves.toEqualTypeOf<ScanResult>();
      expectTypeOf(run.taskId).resolves.toEqualTypeOf<string>();
      expectTypeOf(hss.resumeScan("1").result).toEqualTypeOf(run.result);
    });
    expectTypeOf<ReturnType<ScanResult["findings"]>>().toEqualTypeOf<AsyncIterable<Finding>>();
    expectTypeOf<ScanResult["state"]>().toEqualTypeOf<
      "succeeded" | "partial" | "failed" | "stopped" | "timedOut"
    >();
  });

  it("of scan scopes: known names, both ways", () => {
    typesOnly(() => {
      scanScope("all");
      // @ts-expect-error a misspelt name
      scanScope("malwares");
    });
    expectTypeOf(scanScope("all")).toEqualTypeOf<number>();
    expectTypeOf(scanScopeNames(0)).items.toEqualTypeOf<
      "vulnerabilities" | "baseline" | "malware" | "sensitiveInformation" | "compliance"
    >();
  });

  it("of errors: told apart by class", () => {
    typesOnly((error) => {
      if (error instanceof HssServiceError) {
        expectTypeOf(error.status).toBeNumber();
        expectTypeOf(error.code).toEqualTypeOf<string | undefined>();
      }
    });
  });
});
