import type { ImageVulnerability, ScannedImage, ScanResult } from "@hss-kit/client";
import { scanScope, scanScopeNames } from "@hss-kit/client";
import { count } from "./plural.ts";
import type { ProgressLine } from "./progress.ts";
import type { ReportedImage } from "./report/model.ts";

/** What a finished scan found, before anybody judges it. */
export interface Findings {
  readonly scope: readonly string[];
  readonly images: readonly Omit<ReportedImage, "verdict">[];
}

/**
 * Reads the images of a finished scan and their vulnerabilities. Only those of registry images can be read, and only
 * where the scan looked for them.
 * @throws whatever the client throws
 */
export async function readFindings(result: ScanResult, progress: ProgressLine): Promise<Findings> {
  const scope = scanScopeNames(result.task.scan_scope ?? scanScope("all"));
  const looksForMore = scope.some((name) => name !== "vulnerabilities");
  const looksForVulnerabilities = scope.includes("vulnerabilities");
  const images = new Map<
    string,
    { image: ScannedImage; vulnerabilities: ImageVulnerability[] | undefined }
  >();
  if (result.succeeded > 0) {
    progress.show("Reading the images that were scanned");
    for await (const image of result.images()) {
      const readable = looksForVulnerabilities && image.type === "registry";
      images.set(keyOf(image), { image, vulnerabilities: readable ? [] : undefined });
    }
  }

  const affected = [...images.values()].filter(
    ({ image, vulnerabilities }) => vulnerabilities !== undefined && image.counts.vulnerabilities !== 0,
  );
  if (affected.length > 0) {
    progress.show(`Reading the vulnerabilities of ${count(affected.length, "image")}`);
    const seen = new Set<string>();
    for await (const { image, record } of result.findings()) {
      const key = keyOf(image);
      if (!seen.has(key)) {
        seen.add(key);
        progress.show(
          `Reading vulnerabilities: image ${seen.size} of ${affected.length}`,
          seen.size % 10 === 0,
        );
      }
      const entry = images.get(key) ?? { image, vulnerabilities: [] };
      entry.vulnerabilities?.push(record);
      images.set(key, entry);
    }
  }
  return {
    scope,
    images: [...images.values()].map((entry) => ({ ...entry, onlyInSeverity: looksForMore })),
  };
}

/** The same image has the same key in two readings of the list. */
function keyOf(image: ScannedImage): string {
  const id = image.type === "registry" ? image.record.id : undefined;
  return id === undefined ? JSON.stringify([image.imageId, image.name, image.version]) : String(id);
}
