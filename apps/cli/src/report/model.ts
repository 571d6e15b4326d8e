import type {
  FailedImage,
  ImageScanTask,
  ImageVulnerability,
  ScannedImage,
  ScanOutcome,
} from "@hss-kit/client";
import type { GateLevel, Verdict } from "../gate.ts";

/** A scan that has ended, with all that could be read of it: what every format shows in its own way. */
export interface Report {
  readonly version: string;
  readonly task: ImageScanTask;
  readonly taskId: string;
  readonly state: ScanOutcome;
  /** Names of what was looked for. */
  readonly scope: readonly string[];
  readonly images: readonly ReportedImage[];
  /** Images that could not be scanned. */
  readonly failedImages: readonly FailedImage[];
  /** Undefined where no gate was asked for. */
  readonly gate: { readonly failOn: GateLevel; readonly verdict: Verdict } | undefined;
}

export interface ReportedImage {
  readonly image: ScannedImage;
  /** Undefined where they cannot be read one by one: local images, or a scan that looked for something else. */
  readonly vulnerabilities: readonly ImageVulnerability[] | undefined;
  /** Whether something was looked for that only the image's severity level tells of. */
  readonly onlyInSeverity: boolean;
  readonly verdict: Verdict | undefined;
}

/** `namespace/name:version`, as one would write it to pull the image. */
export function imageName(image: ScannedImage): string {
  return fullName(image.type === "registry" ? image.namespace : "", image.name, image.version);
}

export function failedImageName(image: FailedImage): string {
  return fullName(
    image.namespace ?? "",
    image.image_name ?? image.registry_name ?? "?",
    image.image_version ?? "",
  );
}

function fullName(namespace: string, name: string, version: string): string {
  return `${namespace === "" ? "" : `${namespace}/`}${name}${version === "" ? "" : `:${version}`}`;
}

/** How many vulnerabilities have each `repair_necessity`, unknown words included. */
export function countNecessities(vulnerabilities: readonly ImageVulnerability[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { repair_necessity: necessity = "unknown" } of vulnerabilities) {
    counts.set(necessity, (counts.get(necessity) ?? 0) + 1);
  }
  return counts;
}
