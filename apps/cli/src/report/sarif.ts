import { createHash } from "node:crypto";
import type { ImageVulnerability, ScannedImage } from "@hss-kit/client";
import { stringifyJson } from "@hss-kit/client/json";
import type { Log, Notification, ReportingDescriptor, Result } from "sarif";
import { failedImageName, imageName, type Report, type ReportedImage } from "./model.ts";

type Level = "error" | "warning" | "note" | "none";

/** As in the gate: what this version does not know counts as the worst. */
const NECESSITY_LEVELS: Readonly<Record<string, Level>> = {
  delay_repair: "warning",
  not_needed_repair: "note",
};
const SEVERITY_LEVELS: Readonly<Record<string, Level>> = { Medium: "warning", Low: "note", Security: "none" };

/** What an image counts as whose findings cannot be read one by one. */
const IMAGE_RULE: ReportingDescriptor = {
  id: "hss-image-severity",
  name: "ImageSeverityLevel",
  shortDescription: { text: "The image's severity level, where findings cannot be read one by one" },
  properties: { tags: ["security", "container"] },
};

const MALWARE_RULE: ReportingDescriptor = {
  id: "hss-malicious-files",
  name: "MaliciousFiles",
  shortDescription: { text: "Malicious files in an image, of which HSS tells the number" },
  properties: { tags: ["security", "malware", "container"] },
};

/**
 * The report as SARIF 2.1.0. A vulnerability is a rule, its presence in an image a result. HSS gives no score, so none
 * is made up: `level` follows `repair_necessity`, and there is no `security-severity`.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(report: Report): string {
  const rules = new Map<string, { index: number; rule: ReportingDescriptor }>();
  const ruleIndex = (id: string, make: () => ReportingDescriptor): number => {
    const known = rules.get(id) ?? { index: rules.size, rule: make() };
    rules.set(id, known);
    return known.index;
  };
  const results: Result[] = [];
  for (const one of report.images) {
    for (const vulnerability of one.vulnerabilities ?? []) {
      const id =
        vulnerability.vul_id === undefined || vulnerability.vul_id === "" ? "unnamed" : vulnerability.vul_id;
      const index = ruleIndex(id, () => vulnerabilityRule(id, vulnerability));
      results.push(vulnerabilityResult(id, index, one.image, vulnerability));
    }
    const maliciousFiles = report.scope.includes("malware") ? (one.image.counts.maliciousFiles ?? 0) : 0;
    if (maliciousFiles > 0) {
      const index = ruleIndex(MALWARE_RULE.id, () => MALWARE_RULE);
      results.push(malwareResult(index, one.image, maliciousFiles));
    }
    if (isJudgedAsWhole(one))
      results.push(
        imageResult(
          ruleIndex(IMAGE_RULE.id, () => IMAGE_RULE),
          one.image,
        ),
      );
  }
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "hss-scan",
            semanticVersion: report.version,
            informationUri: "https://github.com/hss-kit/hss-kit",
            rules: [...rules.values()].map(({ rule }) => rule),
          },
        },
        // What precedes the last slash is the category under which GitHub replaces older results.
        automationDetails: { id: `hss-scan/${report.taskId}` },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: report.state === "succeeded",
            toolExecutionNotifications: notifications(report),
          },
        ],
        results,
      },
    ],
  };
  return `${stringifyJson(log, 2)}\n`;
}

function isJudgedAsWhole({ vulnerabilities, onlyInSeverity, image }: ReportedImage): boolean {
  const known = image.severity !== undefined && image.severity !== "" && image.severity !== "Security";
  return known && (vulnerabilities === undefined || onlyInSeverity);
}

function vulnerabilityRule(id: string, { url, solution }: ImageVulnerability): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: id },
    ...(url !== undefined && URL.canParse(url) && { helpUri: url }),
    ...(solution !== undefined && solution !== "" && { help: { text: solution } }),
    properties: { tags: ["security", "vulnerability", "container"] },
  };
}

function vulnerabilityResult(
  id: string,
  index: number,
  image: ScannedImage,
  vulnerability: ImageVulnerability,
): Result {
  const { app_name: app = "", version = "", app_path: path = "", description, solution } = vulnerability;
  const necessity = vulnerability.repair_necessity;
  const part = [app, version].filter((text) => text !== "").join(" ");
  const texts = [
    `${id}${part === "" ? "" : ` in ${part}`}${path === "" ? "" : ` (${path})`} of ${imageName(image)}: ${necessity ?? "repair necessity unknown"}.`,
    description,
    solution,
  ];
  return {
    ruleId: id,
    ruleIndex: index,
    level: levelOf(NECESSITY_LEVELS, necessity),
    message: { text: texts.filter((text) => text !== undefined && text !== "").join("\n") },
    locations: [location(image)],
    partialFingerprints: { "hssFinding/v1": fingerprint(imageName(image), id, app, path) },
    properties: {
      repairNecessity: necessity ?? null,
      package: app,
      packageVersion: version,
      packagePath: path,
    },
  };
}

function imageResult(index: number, image: ScannedImage): Result {
  return {
    ruleId: IMAGE_RULE.id,
    ruleIndex: index,
    level: levelOf(SEVERITY_LEVELS, image.severity),
    message: { text: `${imageName(image)} has the severity level ${image.severity}.` },
    locations: [location(image)],
    partialFingerprints: { "hssFinding/v1": fingerprint(imageName(image), IMAGE_RULE.id) },
    properties: { severityLevel: image.severity ?? null },
  };
}

function malwareResult(index: number, image: ScannedImage, number: number): Result {
  return {
    ruleId: MALWARE_RULE.id,
    ruleIndex: index,
    level: "error",
    message: { text: `${imageName(image)} holds ${number} malicious ${number === 1 ? "file" : "files"}.` },
    locations: [location(image)],
    partialFingerprints: { "hssFinding/v1": fingerprint(imageName(image), MALWARE_RULE.id) },
    properties: { maliciousFiles: number },
  };
}

function levelOf(levels: Readonly<Record<string, Level>>, word: string | undefined): Level {
  return word !== undefined && Object.hasOwn(levels, word) ? (levels[word] ?? "error") : "error";
}

/** Viewers want a file and a line; an image has neither, so its name stands for the file. */
function location(image: ScannedImage): NonNullable<Result["locations"]>[number] {
  // Half a surrogate pair, which JSON can hold, has no form in an address.
  const name = imageName(image).replace(/\p{Surrogate}/gu, "\u{fffd}");
  return {
    physicalLocation: {
      artifactLocation: { uri: name.split("/").map(encodeURIComponent).join("/") },
      region: { startLine: 1 },
    },
    logicalLocations: [{ name: image.name, fullyQualifiedName: name, kind: "module" }],
  };
}

/** The same finding has the same fingerprint in the next scan; no id of the scan is part of it. */
function fingerprint(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

function notifications({ failedImages, images }: Report): Notification[] {
  return [
    ...failedImages.map(
      (image): Notification => ({
        level: "error",
        message: {
          text: `${failedImageName(image)} was not scanned: ${image.failed_reason ?? "no reason given"}`,
        },
      }),
    ),
    ...images
      .filter(({ vulnerabilities, image }) => vulnerabilities === undefined && image.severity === undefined)
      .map(
        ({ image }): Notification => ({
          level: "warning",
          message: { text: `${imageName(image)}: findings cannot be read, and it has no severity level` },
        }),
      ),
  ];
}
