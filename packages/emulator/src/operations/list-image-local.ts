import type { LocalImage } from "@hss-kit/contract";
import type { ImageState } from "../scan/engine.ts";
import type { LocalStoredImage } from "../world/local-images.ts";
import { contains, equals, has, inEnterpriseProject, pageOf, sameInteger, within } from "./filter.ts";
import type { Handler, Parameters } from "./handler.ts";

interface Row {
  readonly image: LocalStoredImage;
  readonly state: ImageState;
}

function matches({ image, state }: Row, wanted: Parameters<"listImageLocal">): boolean {
  const { hosts, containers } = image;
  return (
    inEnterpriseProject(wanted.enterprise_project_id, image.enterpriseProjectId) &&
    contains(wanted.image_name, image.name) &&
    equals(wanted.image_version, image.version) &&
    equals<string>(wanted.scan_status, state.status) &&
    equals(wanted.local_image_type, image.type) &&
    sameInteger(wanted.image_size, image.size) &&
    within(wanted.start_latest_update_time, wanted.end_latest_update_time, image.updatedAt) &&
    within(wanted.start_latest_scan_time, wanted.end_latest_scan_time, state.scannedAt) &&
    has(wanted.has_vul, state.vulnerabilities) &&
    contains(wanted.host_name, ...hosts.map((host) => host.name)) &&
    hosts.some((host) => equals(wanted.host_id, host.id)) &&
    hosts.some((host) => equals(wanted.host_ip, host.privateIp) || wanted.host_ip === host.publicIp) &&
    (wanted.container_id === undefined || containers.some(({ id }) => id === wanted.container_id)) &&
    contains(wanted.container_name, ...containers.map(({ name }) => name)) &&
    (wanted.pod_id === undefined || containers.some(({ podId }) => podId === wanted.pod_id)) &&
    contains(wanted.pod_name, ...containers.map(({ podName }) => podName)) &&
    contains(wanted.app_name, ...image.apps) &&
    has(wanted.has_container, containers.length)
  );
}

function record({ image, state }: Row): LocalImage {
  const [host] = image.hosts;
  const scanned = state.scannedAt !== undefined;
  return {
    image_name: image.name,
    image_id: image.imageId,
    ...(image.digest !== undefined && { image_digest: image.digest }),
    image_version: image.version,
    local_image_type: image.type,
    // Here the service says `waiting` where its own filter says `waiting_for_scan` [doc].
    scan_status: state.status === "waiting_for_scan" ? "waiting" : state.status,
    image_size: image.size,
    latest_update_time: image.updatedAt,
    ...(state.scannedAt !== undefined && { latest_scan_time: state.scannedAt }),
    vul_num: state.vulnerabilities,
    unsafe_setting_num: state.unsafeSettings,
    malicious_file_num: state.maliciousFiles,
    host_num: image.hosts.length,
    container_num: image.containers.length,
    component_num: image.apps.length,
    ...(state.reason !== undefined && { scan_failed_desc: state.reason }),
    ...(scanned && { severity_level: state.vulnerabilities > 0 ? image.risks.severity : "Security" }),
    host_name: host.name,
    host_id: host.id,
    agent_id: host.agentId,
  };
}

export const listImageLocal: Handler<"listImageLocal"> = ({ world, engine }, wanted, now) => {
  const rows = world.localImages
    .map((image) => ({ image, state: engine.imageState(image, now) }))
    .filter((row) => matches(row, wanted));
  return { total_num: rows.length, data_list: pageOf(rows, wanted).map(record) };
};
