import type { GlobalImageType, ImageReference, ImageScanQuery } from "@hss-kit/contract";
import type { Fault } from "@hss-kit/contract/validators";
import { fault, isObject, unknownName } from "../faults.ts";

const both = "both";
const local = "local";
const registry = "registry";

/** Which images each condition can find, as the service documents it; the compiler sees to it that none is missing. */
const CONDITIONS = {
  local_image_type: local,
  host_id: local,
  host_name: local,
  public_ip: local,
  private_ip: local,
  cluster_id: local,
  container_id: local,
  container_name: local,
  pod_id: local,
  pod_name: local,
  app_name: both,
  has_vul: both,
  namespace: registry,
  image_name: both,
  image_version: both,
  image_type: registry,
  scan_status: both,
  image_size: both,
  start_latest_update_time: both,
  end_latest_update_time: both,
  start_latest_scan_time: both,
  end_latest_scan_time: both,
} as const satisfies Record<keyof ImageScanQuery, GlobalImageType | "both">;

const REFERENCE = {
  id: 0,
  image_id: 0,
  image_digest: 0,
  registry_id: 0,
  registry_name: 0,
  image_name: 0,
  image_version: 0,
  namespace: 0,
  instance_id: 0,
  instance_url: 0,
  registry_type: 0,
} as const satisfies Record<keyof ImageReference, 0>;

/**
 * What is wrong with a target beyond what its type says. All of it would make the service scan more than what was meant,
 * or everything: it leaves out a condition that is empty, that it does not know, or that is about the other kind of image.
 */
export function targetFaults(target: unknown, imageType: GlobalImageType): Fault[] {
  const chosen = fieldsOf(target);
  const [first] = chosen;
  if (chosen.length !== 1 || first === undefined) {
    const names = chosen.map(([name]) => name).join(" and ") || "nothing";
    return [
      fault("target", undefined, "oneOf", `has ${names}; it needs exactly one of all, query and images`),
    ];
  }
  const [name, value] = first;
  const field = `target.${name}`;
  switch (name) {
    case "all":
      return value === true ? [] : [fault(field, value, "const", "is not true; leave it out instead", true)];
    case "query":
      return queryFaults(field, value, imageType);
    case "images":
      return Array.isArray(value) && value.length > 0
        ? value.flatMap((one, index) => referenceFaults(`${field}[${index}]`, one))
        : [fault(field, value, "minItems", "is empty or not a list; it needs at least one image", 1)];
    default:
      return [unknownName(field, name, "not a target", ["all", "query", "images"])];
  }
}

function queryFaults(field: string, query: unknown, imageType: GlobalImageType): Fault[] {
  const given = fieldsOf(query);
  if (given.length === 0) return [fault(field, query, "minProperties", `has no condition${EVERY_IMAGE}`)];
  return given.flatMap(([name, value]) => {
    const condition = `${field}.${name}`;
    if (!Object.hasOwn(CONDITIONS, name)) {
      return [unknownName(condition, name, "not a condition", Object.keys(CONDITIONS))];
    }
    if (isEmpty(value)) return [fault(condition, value, "minLength", `is empty${EVERY_IMAGE}`, 1)];
    const kind = CONDITIONS[name as keyof typeof CONDITIONS];
    if (kind === both || kind === imageType) return [];
    const what = `does not apply to ${imageType} images; with imageType: "${kind}" it does`;
    return [fault(condition, value, "imageType", what)];
  });
}

const EVERY_IMAGE = " and would mean every image: say { all: true } if that is meant";

function referenceFaults(field: string, reference: unknown): Fault[] {
  const given = fieldsOf(reference);
  if (given.every(([, value]) => isEmpty(value))) {
    return [fault(field, reference, "minProperties", "names no image: none of its fields is filled")];
  }
  return given.flatMap(([name]) =>
    Object.hasOwn(REFERENCE, name)
      ? []
      : [unknownName(`${field}.${name}`, name, "not a field of an image", Object.keys(REFERENCE))],
  );
}

/** The fields that are given; none where the value is no object. */
function fieldsOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value).filter(([, one]) => one !== undefined) : [];
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}
