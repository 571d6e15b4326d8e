import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import fc from "fast-check";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { sarifReport } from "../src/report/sarif.ts";
import { later, nginx, report, reported, urgent } from "./support/report.ts";

// The schema of the standard, as Microsoft's SDK for SARIF ships it.
const schema = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);
const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv as unknown as Parameters<typeof addFormats.default>[0]);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

function check(text: string): Log {
  const log: unknown = JSON.parse(text);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log as Log;
}

describe("the SARIF report", () => {
  it("has a rule for each vulnerability and a result for each place it is in", () => {
    const other = reported({ ...nginx, image_version: "1.26.0" }, [urgent]);
    const [run] = check(sarifReport(report({ images: [reported(nginx, [urgent, later]), other] }))).runs;
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual(["CVE-2026-0001", "CVE-2026-0002"]);
    expect(run?.results?.map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
      [0, "error"],
      [1, "warning"],
      [0, "error"],
    ]);
    const [first, , third] = run?.results ?? [];
    expect(first?.message.text).toMatch(
      /^CVE-2026-0001 in openssl 1\.1\.1k \(\/usr\/bin\/openssl\) of 平台组\/nginx:1\.27\.0/,
    );
    expect(first?.partialFingerprints).not.toEqual(third?.partialFingerprints);
  });

  it("gives the same finding the same fingerprint in another scan", () => {
    const fingerprints = (taskId: string) =>
      check(sarifReport(report({ taskId }))).runs[0]?.results?.map(
        ({ partialFingerprints }) => partialFingerprints,
      );
    expect(fingerprints("monday")).toEqual(fingerprints("tuesday"));
  });

  it("names the image as a valid relative address", () => {
    const uri = check(sarifReport(report())).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation
      ?.artifactLocation?.uri;
    expect(decodeURIComponent(uri ?? "")).toBe("平台组/nginx:1.27.0");
    expect(new URL(uri ?? "", "file:///root/").protocol).toBe("file:");
  });

  it("makes up no score", () => expect(sarifReport(report())).not.toContain("security-severity"));

  it.each([
    ["High", "error"],
    ["Medium", "warning"],
    ["Low", "note"],
    ["Beyond", "error"],
  ])("shows an image whose findings cannot be read by its severity level %s", (severity_level, level) => {
    const [run] = check(
      sarifReport(report({ images: [reported({ ...nginx, severity_level }, undefined)] })),
    ).runs;
    expect(run?.results?.map((result) => [result.ruleId, result.level])).toEqual([
      ["hss-image-severity", level],
    ]);
  });

  it("shows malicious files, if the scan looked for such", () => {
    const images = [reported({ ...nginx, severity_level: "Security", malicious_file_num: 2 }, [])];
    const results = (scope: string[]) => check(sarifReport(report({ images, scope }))).runs[0]?.results;
    expect(results(["malware"])).toMatchObject([{ ruleId: "hss-malicious-files", level: "error" }]);
    expect(results(["vulnerabilities"])).toEqual([]);
  });

  it("has no result for a safe image, and a notification for one that nothing is known of", () => {
    const safe = reported({ ...nginx, severity_level: "Security" }, undefined);
    const blank = reported({ image_name: "blank" }, undefined);
    const [run] = check(sarifReport(report({ images: [safe, blank] }))).runs;
    expect(run?.results).toEqual([]);
    expect(run?.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      { level: "warning", message: { text: expect.stringContaining("blank") } },
    ]);
  });

  it("says what was not scanned, and that the execution was no success", () => {
    const failedImages = [{ image_name: "broken", failed_reason: "download_failed" }];
    const [run] = check(sarifReport(report({ state: "partial", failedImages }))).runs;
    expect(run?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: "error", message: { text: "broken was not scanned: download_failed" } },
      ],
    });
  });

  it("is valid whatever the service says", () => {
    const text = fc.string({ unit: fc.oneof(fc.constant("\ud800"), fc.string({ unit: "binary" })) });
    const vulnerability = fc.record(
      {
        vul_id: text,
        repair_necessity: text,
        app_name: text,
        version: text,
        app_path: text,
        description: text,
        solution: text,
        url: text,
      },
      { requiredKeys: [] },
    );
    const image = fc.record(
      {
        namespace: text,
        image_name: text,
        image_version: text,
        severity_level: text,
        id: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
      },
      { requiredKeys: [] },
    );
    const one = fc
      .tuple(image, fc.option(fc.array(vulnerability), { nil: undefined }), fc.boolean())
      .map(([record, found, onlyInSeverity]) => reported(record, found, { onlyInSeverity }));
    fc.assert(
      fc.property(fc.array(one), (images) => void check(sarifReport(report({ images, scope: ["malware"] })))),
      { numRuns: 60 },
    );
  });
});
