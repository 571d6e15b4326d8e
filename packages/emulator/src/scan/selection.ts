import type { GlobalImageType, ImageReference, ImageScanQuery, ImageScanRequest } from "@hss-kit/contract";
import { contains, equals, has, inEnterpriseProject, sameInteger, within } from "../operations/filter.ts";
import { isScannable } from "../operations/list-registry-images.ts";
import { invalidParameter, notFound } from "../service-fault.ts";
import type { State } from "../state.ts";
import type { LocalStoredImage } from "../world/local-images.ts";
import type { StoredImage } from "../world/registry-images.ts";
import type { Subject } from "../world/subject.ts";
import type { ImageState } from "./engine.ts";

type Kind<Image extends Subject> = {
  readonly images: readonly Image[];
  readonly matches: (image: Image, state: ImageState, query: ImageScanQuery) => boolean;
  readonly isNamedBy: (image: Image, reference: ImageReference) => boolean;
  readonly namedBy: string;
  readonly scannable: (image: Image) => boolean;
};

function matchesBoth(
  image: Pick<StoredImage, "name" | "version" | "updatedAt">,
  size: StoredImage["size"] | LocalStoredImage["size"],
  state: ImageState,
  query: ImageScanQuery,
): boolean {
  return (
    has(query.has_vul, state.vulnerabilities) &&
    contains(query.image_name, image.name) &&
    equals(query.image_version, image.version) &&
    equals<string>(query.scan_status, state.status) &&
    sameInteger(query.image_size, size) &&
    within(query.start_latest_update_time, query.end_latest_update_time, image.updatedAt) &&
    within(query.start_latest_scan_time, query.end_latest_scan_time, state.scannedAt)
  );
}

/** Fields of a reference beside the id must not contradict the image; those left out do not matter [guess]. */
function fits(image: StoredImage, reference: ImageReference): boolean {
  return (
    equals(reference.image_id, image.imageId) &&
    equals(reference.image_digest, image.digest) &&
    equals(reference.registry_id, image.registry.id) &&
    equals(reference.registry_name, image.registry.name) &&
    equals(reference.image_name, image.name) &&
    equals(reference.image_version, image.version) &&
    equals(reference.namespace, image.namespace) &&
    equals(reference.instance_id, image.registry.instance?.id) &&
    equals(reference.instance_url, image.registry.instance?.url) &&
    equals(reference.registry_type, image.registry.type)
  );
}

function registryKind(images: readonly StoredImage[]): Kind<StoredImage> {
  return {
    images,
    namedBy: "id",
    scannable: isScannable,
    // The record id names a registry image [doc].
    isNamedBy: (image, reference) =>
      reference.id !== undefined && sameInteger(reference.id, image.id) && fits(image, reference),
    matches: (image, state, query) =>
      equals(query.namespace, image.namespace) &&
      equals(query.image_type, image.registry.imageType) &&
      matchesBoth(image, image.size, state, query),
  };
}

function localKind(images: readonly LocalStoredImage[]): Kind<LocalStoredImage> {
  return {
    images,
    namedBy: "image_id",
    scannable: () => true,
    // Local images have no record id: the string image_id names them [doc].
    isNamedBy: (image, reference) =>
      reference.image_id === image.imageId &&
      equals(reference.image_digest, image.digest) &&
      equals(reference.image_name, image.name) &&
      equals(reference.image_version, image.version),
    matches: (image, state, query) =>
      equals(query.local_image_type, image.type) &&
      image.hosts.some(
        (host) =>
          equals(query.host_id, host.id) &&
          contains(query.host_name, host.name) &&
          equals(query.public_ip, host.publicIp) &&
          equals(query.private_ip, host.privateIp) &&
          equals(query.cluster_id, host.clusterId),
      ) &&
      matchesContainer(image, query) &&
      contains(query.app_name, ...image.apps) &&
      matchesBoth(image, image.size, state, query),
  };
}

function matchesContainer({ containers }: LocalStoredImage, query: ImageScanQuery): boolean {
  const { container_id, container_name, pod_id, pod_name } = query;
  if (!container_id && !container_name && !pod_id && !pod_name) return true;
  return containers.some(
    (container) =>
      equals(container_id, container.id) &&
      contains(container_name, container.name) &&
      equals(pod_id, container.podId) &&
      contains(pod_name, container.podName),
  );
}

function select<Image extends Subject>(
  kind: Kind<Image>,
  request: ImageScanRequest,
  stateOf: (image: Image) => ImageState,
): Image[] {
  const { is_all, image_info, query_info } = request;
  if (is_all === true) return kind.images.filter(kind.scannable);
  if (image_info !== undefined && image_info.length > 0) {
    const chosen = image_info.map((reference, index) => {
      const image = kind.images.find((one) => kind.isNamedBy(one, reference));
      if (image === undefined) {
        throw notFound(
          `body.image_info[${index}]: no image has this ${kind.namedBy} and the fields beside it.`,
        );
      }
      if (!kind.scannable(image)) {
        throw invalidParameter(
          `body.image_info[${index}]: this image cannot be scanned by hand (its scannable is false in listRegistryImages).`,
        );
      }
      return image;
    });
    // Named twice is scanned once.
    return [...new Set(chosen)];
  }
  if (query_info !== undefined) {
    return kind.images.filter(
      (image) => kind.scannable(image) && kind.matches(image, stateOf(image), query_info),
    );
  }
  throw invalidParameter("body: needs is_all true, a non-empty image_info, or query_info.");
}

/**
 * The images that a request selects: `is_all`, else a non-empty `image_info`, else `query_info` [guess: which wins is
 * not documented]. What cannot be scanned by hand is left out, unless it was named.
 *
 * @throws ServiceFault HSS.0001 when the request selects in no way, or names an image that cannot be scanned;
 *   HSS.0011 when it names one that does not exist [guess]. Then no task is created.
 */
export function selectSubjects(
  { world, engine }: State,
  imageType: GlobalImageType,
  request: ImageScanRequest,
  enterpriseProjectId: string,
  now: number,
): Subject[] {
  const mine = <Image extends Subject>(images: readonly Image[]): Image[] =>
    images.filter((image) => inEnterpriseProject(enterpriseProjectId, image.enterpriseProjectId));
  const stateOf = (image: Subject): ImageState => engine.imageState(image, now);
  return imageType === "local"
    ? select(localKind(mine(world.localImages)), request, stateOf)
    : select(registryKind(mine(world.registryImages)), request, stateOf);
}
