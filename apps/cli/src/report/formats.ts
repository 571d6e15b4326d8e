import type { Report } from "./model.ts";

export const reportFormats = ["table", "json", "sarif"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Writes a report; the code of one format is loaded when it is asked for. */
export async function formatReport(format: ReportFormat, report: Report): Promise<string> {
  switch (format) {
    case "table":
      return (await import("./table.ts")).tableReport(report);
    case "json":
      return (await import("./json.ts")).jsonReport(report);
    case "sarif":
      return (await import("./sarif.ts")).sarifReport(report);
  }
}
