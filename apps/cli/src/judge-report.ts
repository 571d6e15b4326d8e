import type { ScanResult } from "@hss-kit/client";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { type GateLevel, judge, judgeAll } from "./gate.ts";
import { count } from "./plural.ts";
import type { Findings } from "./read-report.ts";
import { imageName, type Report } from "./report/model.ts";

export interface Judgement {
  readonly report: Report;
  /** What a person should read besides the report, whatever its format. */
  readonly remarks: readonly string[];
  readonly exitCode: ExitCode;
}

const MOST_NAMED = 5;

/**
 * Puts a scan's end, its findings and the gate together. A gate that found something wins over a scan that is
 * incomplete: what is missing could only make it worse.
 */
export function judgeReport(
  version: string,
  result: ScanResult,
  { scope, images }: Findings,
  failOn: GateLevel | undefined,
): Judgement {
  const judged = images.map((one) => ({
    ...one,
    verdict:
      failOn === undefined
        ? undefined
        : judge(failOn, {
            necessities: one.vulnerabilities?.map((vulnerability) => vulnerability.repair_necessity),
            severityLevel: one.image.severity,
            // The count may be an older scan's where this one did not look.
            maliciousFiles: scope.includes("malware") ? (one.image.counts.maliciousFiles ?? 0) : 0,
            onlyInSeverity: one.onlyInSeverity,
          }),
  }));
  const complete = result.state === "succeeded" && result.total > 0;
  const verdicts = judged.map(({ verdict }) => verdict ?? "passed");
  // An image that was not scanned has not been judged either, and neither has a scan that found no image.
  const verdict = judgeAll(complete ? verdicts : [...verdicts, "unknown"]);
  const { taskId, state, task, failedImages } = result;
  return {
    report: {
      version,
      task,
      taskId,
      state,
      scope,
      images: judged,
      failedImages,
      gate: failOn === undefined ? undefined : { failOn, verdict },
    },
    remarks: remarks(result, judged, failOn, verdict),
    exitCode: exitCodeOf(result, failOn === undefined ? "passed" : verdict),
  };
}

function exitCodeOf({ state }: ScanResult, verdict: "passed" | "failed" | "unknown"): ExitCode {
  if (verdict === "failed") return exitCodes.gateFailed;
  return state !== "succeeded" || verdict === "unknown" ? exitCodes.scanIncomplete : exitCodes.passed;
}

function remarks(
  result: ScanResult,
  images: Report["images"],
  failOn: GateLevel | undefined,
  verdict: "passed" | "failed" | "unknown",
): string[] {
  const lines: string[] = [];
  if (result.state === "succeeded" && result.total === 0)
    lines.push("No image was selected: nothing was scanned.");
  const missing = result.total - result.succeeded;
  if (result.state !== "succeeded" && missing > 0) {
    lines.push(
      `Incomplete: ${missing} of ${count(result.total, "image")} ${missing === 1 ? "was" : "were"} not scanned.`,
    );
  }
  if (failOn === undefined) return lines;
  const named = (wanted: string) => {
    const names = images.filter((one) => one.verdict === wanted).map(({ image }) => imageName(image));
    return { number: names.length, text: nameSome(names) };
  };
  const failing = named("failed");
  const unknown = named("unknown");
  if (verdict === "passed") lines.push(`Gate passed: nothing as bad as ${failOn}.`);
  if (verdict === "failed") {
    lines.push(
      `Gate failed: ${failOn} or worse in ${failing.number} of ${count(images.length, "image")} (${failing.text}).`,
    );
  }
  if (unknown.number > 0) {
    lines.push(`Gate: no findings and no severity level to judge ${unknown.text} by.`);
  }
  if (verdict === "unknown" && (result.state !== "succeeded" || result.total === 0)) {
    lines.push("Gate not passed: what was not scanned has not been judged.");
  }
  return lines;
}

function nameSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
