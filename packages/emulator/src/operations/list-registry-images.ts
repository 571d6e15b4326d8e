import type { RegistryImage } from "@hss-kit/contract";
import type { ImageState } from "../scan/engine.ts";
import type { State } from "../state.ts";
import type { StoredImage } from "../world/registry-images.ts";
import { contains, equals, has, inEnterpriseProject, pageOf, sameInteger, within } from "./filter.ts";
import type { Handler, Parameters } from "./handler.ts";

interface Row {
  readonly image: StoredImage;
  readonly state: ImageState;
}

/** Whether the service scans the image when asked to: not several architectures [doc], not an expired sharing [guess]. */
export function isScannable(image: StoredImage): boolean {
  return !image.multipleArchitectures && image.shared !== "expired";
}

function isRisky({ vulnerabilities, unsafeSettings, maliciousFiles }: ImageState): boolean {
  return vulnerabilities + unsafeSettings + maliciousFiles > 0;
}

/** The level as far as a scan has seen it; none before the first scan. */
function severityOf({ image, state }: Row): RegistryImage["severity_level"] {
  if (state.scannedAt === undefined) return undefined;
  return state.vulnerabilities > 0 ? image.risks.severity : "Security";
}

function matches(row: Row, wanted: Parameters<"listRegistryImages">): boolean {
  const { image, state } = row;
  return (
    inEnterpriseProject(wanted.enterprise_project_id, image.enterpriseProjectId) &&
    equals(wanted.namespace, image.namespace) &&
    contains(wanted.image_name, image.name) &&
    equals(wanted.image_version, image.version) &&
    contains(wanted.registry_name, image.registry.name) &&
    equals(wanted.image_type, image.registry.imageType) &&
    (wanted.latest_version !== true || image.latest) &&
    sameInteger(wanted.image_size, image.size) &&
    equals<string>(wanted.scan_status, state.status) &&
    within(wanted.start_latest_update_time, wanted.end_latest_update_time, image.updatedAt) &&
    within(wanted.start_latest_scan_time, wanted.end_latest_scan_time, state.scannedAt) &&
    within(wanted.start_latest_sync_time, wanted.end_latest_sync_time, image.syncedAt) &&
    has(wanted.has_malicious_file, state.maliciousFiles) &&
    has(wanted.has_unsafe_setting, state.unsafeSettings) &&
    has(wanted.has_vul, state.vulnerabilities) &&
    equals(wanted.risky, isRisky(state)) &&
    equals(wanted.instance_id, image.registry.instance?.id) &&
    contains(wanted.instance_name, image.registry.instance?.name) &&
    equals(wanted.is_multarch, image.multipleArchitectures) &&
    equals(wanted.severity_level, severityOf(row))
  );
}

/** Images that were never scanned come last in both directions [guess]. */
function byScanTime(direction: "asc" | "desc" | undefined): (one: Row, other: Row) => number {
  const sign = direction === "asc" ? 1 : -1;
  return (one, other) => {
    const [a, b] = [one.state.scannedAt, other.state.scannedAt];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * (a - b);
  };
}

/** An image as the list shows it. */
export function registryRecord(row: Row): RegistryImage {
  const { image, state } = row;
  const { registry } = image;
  const severity = severityOf(row);
  const failed = state.reason !== undefined;
  return {
    id: image.id,
    namespace: image.namespace,
    image_name: image.name,
    image_id: image.imageId,
    image_digest: image.digest,
    image_version: image.version,
    image_type: registry.imageType,
    registry_id: registry.id,
    registry_name: registry.name,
    registry_type: registry.type,
    latest_version: image.latest,
    scan_status: state.status,
    ...(failed && { scan_failed_desc: state.reason, scan_failed_code: state.reason }),
    image_size: image.size,
    latest_update_time: image.updatedAt,
    ...(state.scannedAt !== undefined && { latest_scan_time: state.scannedAt }),
    latest_sync_time: image.syncedAt,
    vul_num: state.vulnerabilities,
    unsafe_setting_num: state.unsafeSettings,
    malicious_file_num: state.maliciousFiles,
    ...(image.shared !== undefined && { domain_name: "hss-emulator-partner", shared_status: image.shared }),
    scannable: isScannable(image),
    is_multiple_arch: image.multipleArchitectures,
    ...(registry.instance !== undefined && {
      instance_name: registry.instance.name,
      instance_id: registry.instance.id,
      instance_url: registry.instance.url,
    }),
    ...(severity !== undefined && { severity_level: severity }),
    association_images: [],
  };
}

function registryRows({ world, engine }: State, now: number): Row[] {
  return world.registryImages.map((image) => ({ image, state: engine.imageState(image, now) }));
}

export const listRegistryImages: Handler<"listRegistryImages"> = (state, wanted, now) => {
  const rows = registryRows(state, now).filter((row) => matches(row, wanted));
  if (wanted.sort_key === "latest_scan_time") rows.sort(byScanTime(wanted.sort_dir));
  return { total_num: rows.length, data_list: pageOf(rows, wanted).map(registryRecord) };
};
