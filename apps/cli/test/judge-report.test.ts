import type { ScanOutcome, ScanResult } from "@hss-kit/client";
import { describe, expect, it } from "vitest";
import type { GateLevel } from "../src/gate.ts";
import { judgeReport } from "../src/judge-report.ts";
import { later, nginx, registryImage, urgent } from "./support/report.ts";

function result(state: ScanOutcome, total = 1, succeeded = total): ScanResult {
  return {
    taskId: "t",
    state,
    total,
    succeeded,
    failed: total - succeeded,
    failedImages: [],
    task: { task_id: "t" },
    images: () => expect.unreachable(),
    findings: () => expect.unreachable(),
  };
}

const image = (
  vulnerabilities: (typeof urgent)[] | undefined,
  severity_level?: string,
  onlyInSeverity = false,
) => ({
  image: registryImage({ ...nginx, severity_level: severity_level ?? "" }),
  vulnerabilities,
  onlyInSeverity,
});

function exitCode(
  ended: ScanResult,
  images: ReturnType<typeof image>[],
  failOn: GateLevel | undefined = undefined,
): number {
  return judgeReport("0", ended, { scope: [], images }, failOn).exitCode;
}

describe("the exit code", () => {
  it.each(["partial", "failed", "stopped", "timedOut"] as const)(
    "is 3 for a scan that ended as %s",
    (state) => {
      expect(exitCode(result(state, 2, 1), [image([])])).toBe(3);
      expect(exitCode(result(state, 2, 1), [image([])], "critical")).toBe(3);
      expect(exitCode(result(state, 2, 1), [image([urgent])], "critical")).toBe(2);
    },
  );

  it("is 0 without a gate, whatever was found", () => {
    expect(exitCode(result("succeeded"), [image([urgent], "High")])).toBe(0);
  });

  it("follows the gate", () => {
    expect(exitCode(result("succeeded"), [image([later])], "high")).toBe(0);
    expect(exitCode(result("succeeded"), [image([later])], "medium")).toBe(2);
  });

  it("is 3 where an image cannot be judged, and 2 where another one fails all the same", () => {
    const blank = image(undefined);
    expect(exitCode(result("succeeded", 2), [image([]), blank], "critical")).toBe(3);
    expect(exitCode(result("succeeded", 2), [image([urgent]), blank], "critical")).toBe(2);
    expect(exitCode(result("succeeded", 2), [image([]), image([], "", true)], "critical")).toBe(3);
  });

  it("is 2 for a malicious file, if the scan looked for such", () => {
    const infected = { ...image([]), image: registryImage({ ...nginx, malicious_file_num: 1 }) };
    const judged = (scope: string[]) =>
      judgeReport("0", result("succeeded"), { scope, images: [infected] }, "critical");
    expect(judged(["vulnerabilities", "malware"]).exitCode).toBe(2);
    expect(judged(["vulnerabilities"]).exitCode).toBe(0);
  });

  it("is 3 for a gate over nothing, 0 for nothing without a gate", () => {
    expect(exitCode(result("succeeded", 0), [], "low")).toBe(3);
    expect(exitCode(result("succeeded", 0), [])).toBe(0);
  });
});

describe("the remarks", () => {
  it("name the images that cannot be judged, at most five", () => {
    const images = Array.from({ length: 7 }, () => image(undefined));
    const { remarks } = judgeReport("0", result("succeeded", 7), { scope: [], images }, "low");
    expect(remarks.join("\n")).toMatch(
      /no findings and no severity level to judge (平台组\/nginx:1\.27\.0, ){4}.* and 2 more by/,
    );
  });

  it("count in words", () => {
    const lines = (total: number, succeeded: number) =>
      judgeReport("0", result("partial", total, succeeded), { scope: [], images: [] }, undefined).remarks;
    expect(lines(4, 3)).toEqual(["Incomplete: 1 of 4 images was not scanned."]);
    expect(lines(4, 2)).toEqual(["Incomplete: 2 of 4 images were not scanned."]);
    expect(lines(1, 0)).toEqual(["Incomplete: 1 of 1 image was not scanned."]);
  });

  it("say that nothing was scanned", () => {
    const { remarks, report } = judgeReport("0", result("succeeded", 0), { scope: [], images: [] }, "low");
    expect(remarks).toEqual([
      "No image was selected: nothing was scanned.",
      "Gate not passed: what was not scanned has not been judged.",
    ]);
    expect(report.gate).toEqual({ failOn: "low", verdict: "unknown" });
  });
});
