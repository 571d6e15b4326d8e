import type { ImageVulnerability } from "@hss-kit/client";
import { count } from "../plural.ts";
import { columns, printable } from "./columns.ts";
import { countNecessities, failedImageName, imageName, type Report, type ReportedImage } from "./model.ts";

/** More vulnerabilities than this are for a file, not for a terminal. */
const MOST_SHOWN = 20;

const KNOWN = ["immediate_repair", "delay_repair", "not_needed_repair"];

/** The report for a person: a line an image, what failed, and what needs repair at once. */
export function tableReport(unsorted: Report): string {
  const report = { ...unsorted, images: unsorted.images.toSorted(worstFirst) };
  const sections = [
    imageSection(report),
    failedSection(report),
    urgentSection(report),
    [summary(report)],
  ].filter((section) => section.length > 0);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const SEVERITIES = ["Security", "Low", "Medium", "High"];

/** By what needs repair now, then by severity level, where an unknown word is the worst; then by name. */
function worstFirst(a: ReportedImage, b: ReportedImage): number {
  const urgent = ({ vulnerabilities = [] }: ReportedImage) => vulnerabilities.filter(isUrgent).length;
  const severity = ({ image }: ReportedImage) => {
    const rank = SEVERITIES.indexOf(image.severity ?? "");
    return rank < 0 ? SEVERITIES.length : rank;
  };
  return (
    urgent(b) - urgent(a) || severity(b) - severity(a) || (imageName(a.image) < imageName(b.image) ? -1 : 1)
  );
}

function imageSection({ images, gate }: Report): string[] {
  if (images.length === 0) return [];
  const rows = images.map((one) => [...imageCells(one), ...(gate === undefined ? [] : [one.verdict ?? ""])]);
  const headings = ["IMAGE", "REPAIR NOW", "LATER", "NOT NEEDED", "UNKNOWN", "MALWARE", "UNSAFE", "SEVERITY"];
  const shown = [...headings, ...(gate === undefined ? [] : ["GATE"])];
  // Most scans meet no unknown word: the column is there only for those that do.
  const unknown = headings.indexOf("UNKNOWN");
  const needless = rows.every((row) => ["0", "-"].includes(row[unknown] ?? ""));
  const keep = (cells: readonly string[]) => (needless ? cells.toSpliced(unknown, 1) : cells);
  return columns(keep(shown), rows.map(keep));
}

function imageCells({ image, vulnerabilities }: ReportedImage): string[] {
  const counts = vulnerabilities === undefined ? undefined : countNecessities(vulnerabilities);
  const unknown = [...(counts ?? [])]
    .filter(([word]) => !KNOWN.includes(word))
    .reduce((sum, [, n]) => sum + n, 0);
  return [
    imageName(image),
    ...KNOWN.map((word) => (counts === undefined ? "-" : String(counts.get(word) ?? 0))),
    counts === undefined ? "-" : String(unknown),
    String(image.counts.maliciousFiles ?? "-"),
    String(image.counts.unsafeSettings ?? "-"),
    image.severity ?? "-",
  ];
}

function failedSection({ failedImages }: Report): string[] {
  if (failedImages.length === 0) return [];
  return columns(
    ["NOT SCANNED", "REASON"],
    failedImages.map((image) => [failedImageName(image), image.failed_reason ?? "-"]),
  );
}

function urgentSection({ images }: Report): string[] {
  const urgent = images.flatMap(({ image, vulnerabilities }) =>
    (vulnerabilities ?? [])
      .filter(isUrgent)
      .map((one) => [
        one.vul_id ?? "-",
        [one.app_name, one.version].filter((part) => part !== undefined && part !== "").join(" ") || "-",
        imageName(image),
      ]),
  );
  if (urgent.length === 0) return [];
  const more = urgent.length - MOST_SHOWN;
  return [
    ...columns(["REPAIR NOW", "PACKAGE", "IMAGE"], urgent.slice(0, MOST_SHOWN)),
    ...(more > 0 ? [`… and ${more} more: --format json or sarif has them all`] : []),
  ];
}

/** Needs repair at once, or says so in a word that this version does not know. */
function isUrgent({ repair_necessity: necessity }: ImageVulnerability): boolean {
  return necessity !== "delay_repair" && necessity !== "not_needed_repair";
}

const STATES: Readonly<Record<Report["state"], string>> = {
  succeeded: "done",
  partial: "done in part",
  failed: "failed",
  stopped: "stopped before its end",
  timedOut: "given up by the service, which has a time limit of its own",
};

/** `Scan 6f1c… done: 12 images scanned, 340 vulnerabilities, 12 to repair now.` */
export function summary(report: Report): string {
  const { images, failedImages, taskId, state, task } = report;
  const readable = images.filter(({ vulnerabilities }) => vulnerabilities !== undefined);
  const all = readable.flatMap(({ vulnerabilities }) => vulnerabilities ?? []);
  const parts = [count(images.length, "image scanned", "images scanned")];
  if (failedImages.length > 0) parts.push(`${failedImages.length} not scanned`);
  if (readable.length > 0) {
    const now = all.filter(isUrgent).length;
    parts.push(`${count(all.length, "vulnerability", "vulnerabilities")}, ${now} to repair now`);
  }
  const reason =
    task.failed_reason === undefined || task.failed_reason === "" ? "" : ` (${task.failed_reason})`;
  return printable(`Scan ${taskId} ${STATES[state]}${reason}: ${parts.join(", ")}.`);
}
