import type {
  ImageReference,
  ImageScanQuery,
  ImageScanTask,
  LocalImage,
  RegistryImage,
} from "@hss-kit/contract";
import type { OperationMethods } from "../client.ts";
import type { CallOptions } from "../operation.ts";
import { brokenList, readPages } from "../pages.ts";

interface ImageSummary {
  name: string;
  version: string;
  /** The string that names an image within its registry or on its hosts. */
  imageId: string | undefined;
  digest: string | undefined;
  /** The service's level for the whole image: `Security` (nothing found), `Low`, `Medium`, `High`. */
  severity: string | undefined;
  /** How much was found; undefined where the service does not say. */
  counts: {
    vulnerabilities: number | undefined;
    maliciousFiles: number | undefined;
    unsafeSettings: number | undefined;
  };
}

/** An image that a task has scanned, with what the service counted in it; `record` is the service's own entry. */
export type ScannedImage =
  | (ImageSummary & { type: "registry"; namespace: string; record: RegistryImage })
  | (ImageSummary & { type: "local"; hostName: string | undefined; record: LocalImage });

/** What is known of a finished task's images. */
export interface ImageSource {
  api: OperationMethods;
  task: ImageScanTask;
  query: ImageScanQuery | undefined;
  references: readonly ImageReference[] | undefined;
  callOptions: CallOptions;
}

/**
 * The registry images that a task has scanned: no operation lists them, so they are those whose latest scan succeeded
 * since the task began, in the order of that scan, up to the task's own count. Images that were scanned after the task's
 * end count only as far as the task's count is not reached, since the two times need not come from one clock.
 * @throws HssResponseError where fewer are found than the task says: an image that was scanned again since is one cause
 */
export async function* registryImages(
  source: ImageSource,
): AsyncGenerator<ScannedImage & { type: "registry" }> {
  const { api, task, query, references, callOptions } = source;
  const filters = pick(query, ["namespace", "image_name", "image_version", "image_type"]);
  const pages = readPages("listRegistryImages", (page) =>
    api.listRegistryImages(
      {
        ...filters,
        scan_status: "success",
        sort_key: "latest_scan_time",
        sort_dir: "asc",
        ...(task.begin_time !== undefined && { start_latest_scan_time: task.begin_time }),
        ...page,
      },
      callOptions,
    ),
  );
  const expected = task.success_num ?? 0;
  let found = 0;
  for await (const page of pages) {
    for (const record of page) {
      if (!scannedSince(record, task) || !isReferredTo(record, references)) continue;
      if (found >= expected && isAfterEnd(record, task)) return;
      found++;
      yield { type: "registry", namespace: record.namespace ?? "", ...summary(record), record };
    }
  }
  refuseFewer("listRegistryImages", found, expected);
}

/** The local images that a task has scanned; their list cannot be limited to a time, so all of it is read. */
export async function* localImages(source: ImageSource): AsyncGenerator<ScannedImage & { type: "local" }> {
  const { api, task, query, references, callOptions } = source;
  const filters = pick(query, ["image_name", "image_version", "local_image_type", "host_id", "host_name"]);
  const pages = readPages("listImageLocal", (page) =>
    api.listImageLocal({ ...filters, scan_status: "success", ...page }, callOptions),
  );
  let found = 0;
  for await (const page of pages) {
    for (const record of page) {
      if (!scannedSince(record, task) || !isReferredTo(record, references)) continue;
      found++;
      yield { type: "local", hostName: record.host_name, ...summary(record), record };
    }
  }
  refuseFewer("listImageLocal", found, task.success_num ?? 0);
}

function summary(record: RegistryImage | LocalImage): ImageSummary {
  return {
    name: record.image_name ?? "",
    version: record.image_version ?? "",
    imageId: record.image_id,
    digest: record.image_digest,
    severity: record.severity_level,
    counts: {
      vulnerabilities: toNumber(record.vul_num),
      maliciousFiles: toNumber(record.malicious_file_num),
      unsafeSettings: toNumber(record.unsafe_setting_num),
    },
  };
}

function toNumber(value: number | bigint | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** The conditions that still hold after the scan, as far as the list of images takes them (it wants 1 to 64 characters). */
function pick<Name extends keyof ImageScanQuery>(
  query: ImageScanQuery | undefined,
  names: readonly Name[],
): Pick<ImageScanQuery, Name> {
  const fits = (value: unknown) => typeof value === "string" && value.length > 0 && value.length <= 64;
  const chosen = names.filter((name) => fits(query?.[name])).map((name) => [name, query?.[name]]);
  return Object.fromEntries(chosen) as Pick<ImageScanQuery, Name>;
}

function scannedSince(record: RegistryImage | LocalImage, task: ImageScanTask): boolean {
  return (
    record.latest_scan_time === undefined ||
    task.begin_time === undefined ||
    record.latest_scan_time >= task.begin_time
  );
}

function isAfterEnd(record: RegistryImage, task: ImageScanTask): boolean {
  return (
    record.latest_scan_time !== undefined &&
    task.end_time !== undefined &&
    record.latest_scan_time > task.end_time
  );
}

const IDENTIFYING = [
  "id",
  "image_id",
  "image_digest",
  "registry_id",
  "registry_name",
  "registry_type",
  "namespace",
  "image_name",
  "image_version",
  "instance_id",
] as const;

/** Whether a record is one of the chosen images: whatever both say is the same. */
export function isReferredTo(
  record: RegistryImage | LocalImage,
  references: readonly ImageReference[] | undefined,
): boolean {
  if (references === undefined) return true;
  const fields: ImageReference & Record<string, unknown> = record as ImageReference & Record<string, unknown>;
  return references.some((reference) =>
    IDENTIFYING.every((name) => {
      const asked = reference[name];
      const found = fields[name];
      return asked === undefined || found === undefined || String(asked) === String(found);
    }),
  );
}

function refuseFewer(
  operation: "listRegistryImages" | "listImageLocal",
  found: number,
  expected: number,
): void {
  if (found >= expected) return;
  throw brokenList(
    operation,
    `shows ${found} of the ${expected} images that the task has scanned; the others have changed since (scanned again, or deleted), so that what was found in them cannot be told`,
  );
}
