import { stringifyJson } from "@hss-kit/client/json";
import { failedImageName, imageName, type Report } from "./model.ts";

/**
 * The report as JSON: our own words around the service's records, which keep the service's names. Ids keep every digit,
 * so read it with a parser that does too where they matter. A change that could break a reader raises `formatVersion`.
 */
export function jsonReport(report: Report): string {
  const { failed_images: _listedBelow, ...task } = report.task;
  const value = {
    formatVersion: 1,
    tool: { name: "hss-scan", version: report.version },
    state: report.state,
    scope: report.scope,
    gate: report.gate ?? null,
    task,
    images: report.images.map(({ image, vulnerabilities, verdict }) => ({
      name: imageName(image),
      type: image.type,
      verdict: verdict ?? null,
      record: image.record,
      vulnerabilities: vulnerabilities ?? null,
    })),
    failedImages: report.failedImages.map((record) => ({ name: failedImageName(record), record })),
  };
  return `${stringifyJson(value, 2)}\n`;
}
