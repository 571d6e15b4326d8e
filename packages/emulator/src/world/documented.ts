import type { ImageVulnerability, LocalImage, RegistryImage } from "@hss-kit/contract";
import { examples } from "@hss-kit/contract/examples";
import type { LocalStoredImage } from "./local-images.ts";
import { imageTypeOf, type Registry } from "./registries.ts";
import { DEFAULT_ENTERPRISE_PROJECT, failureOf, LANE_WIDTH, type StoredImage } from "./registry-images.ts";
import type { Finding, RegistryScanFailure } from "./subject.ts";

/**
 * The registries and images of the document's examples, not yet scanned: so that a body copied from the document finds
 * here the images that it names. What the examples' own answers show is what a scan of them gives.
 */
export interface Documented {
  readonly registries: readonly Registry[];
  readonly registryImages: readonly StoredImage[];
  readonly localImages: readonly LocalStoredImage[];
}

const listed = examples.listRegistryImages.answers["after-a-scan"].data_list;
const local = examples.listImageLocal.answers["on-two-hosts"].data_list;
const vulnerabilities = examples.listImageVulnerabilities.answers["of-a-scanned-image"].data_list;

const necessities = { immediate_repair: 1, delay_repair: 2, not_needed_repair: 3 };

/** How long a scan of one of them takes, milliseconds: short of the "under 3 minutes" that the service promises. */
const DURATION = 60_000;

export function documented(): Documented {
  const registries = new Map<string, Registry>();
  const registryImages = listed.map((image) => {
    const registry = registryOf(image);
    registries.set(registry.id, registries.get(registry.id) ?? registry);
    return storedImage(image, registries.get(registry.id) ?? registry);
  });
  return { registries: [...registries.values()], registryImages, localImages: local.map(storedLocalImage) };
}

function registryOf(image: RegistryImage): Registry {
  const type = known(image.registry_type, imageTypeOf);
  return {
    id: given(image.registry_id),
    name: given(image.registry_name),
    type,
    imageType: imageTypeOf[type],
    namespaces: [given(image.namespace)],
    ...(image.instance_id !== undefined && {
      instance: {
        id: image.instance_id,
        name: given(image.instance_name),
        url: given(image.instance_url),
      },
    }),
  };
}

function storedImage(image: RegistryImage, registry: Registry): StoredImage {
  // The example of findings belongs to the image that has as many.
  const written = image.vul_num === vulnerabilities.length ? vulnerabilities.map(findingOf) : [];
  return {
    key: `documented:${image.id}`,
    registry,
    id: given(image.id),
    namespace: given(image.namespace),
    name: given(image.image_name),
    version: given(image.image_version),
    imageId: given(image.image_id),
    digest: given(image.image_digest),
    latest: image.latest_version ?? false,
    size: Number(given(image.image_size)),
    updatedAt: given(image.latest_update_time),
    syncedAt: given(image.latest_sync_time),
    multipleArchitectures: image.is_multiple_arch ?? false,
    enterpriseProjectId: DEFAULT_ENTERPRISE_PROJECT,
    lane: { key: registry.id, width: LANE_WIDTH },
    duration: DURATION,
    ...(image.scan_failed_code !== undefined && {
      failure: failureOf(image.scan_failed_code as RegistryScanFailure),
    }),
    risks: {
      vulnerabilities: written.length,
      unsafeSettings: image.unsafe_setting_num ?? 0,
      maliciousFiles: image.malicious_file_num ?? 0,
      severity: written.length > 0 ? "High" : "Security",
    },
    findings: written,
  };
}

function storedLocalImage(image: LocalImage): LocalStoredImage {
  const hostId = given(image.host_id);
  const count = Number(image.container_num ?? 0);
  return {
    key: `documented:${image.image_id}`,
    enterpriseProjectId: DEFAULT_ENTERPRISE_PROJECT,
    lane: { key: hostId, width: 1 },
    duration: DURATION,
    risks: {
      vulnerabilities: Number(image.vul_num ?? 0),
      unsafeSettings: Number(image.unsafe_setting_num ?? 0),
      maliciousFiles: Number(image.malicious_file_num ?? 0),
      severity: image.vul_num === undefined ? "Security" : "Medium",
    },
    imageId: given(image.image_id),
    ...(image.image_digest !== undefined && { digest: image.image_digest }),
    name: given(image.image_name),
    version: given(image.image_version),
    type: image.local_image_type === "swr_image" ? "swr_image" : "other_image",
    size: given(image.image_size),
    updatedAt: given(image.latest_update_time),
    hosts: [
      {
        id: hostId,
        agentId: given(image.agent_id),
        name: given(image.host_name),
        // The examples tell no addresses and no cluster: these are set aside for documentation.
        privateIp: "192.0.2.10",
        publicIp: "198.51.100.10",
        clusterId: hostId,
      },
    ],
    containers: Array.from({ length: count }, (_, at) => ({
      id: `${given(image.image_id).slice(0, 60)}${String(at).padStart(4, "0")}`,
      name: `${image.image_name}-${at}`,
      podId: `${hostId}-${at}`,
      podName: `pod-${image.image_name}-${at}`,
    })),
    apps: Array.from({ length: Number(image.component_num ?? 0) }, (_, at) => `component-${at}`),
  };
}

function findingOf(record: ImageVulnerability): Finding {
  const necessity = known(record.repair_necessity, necessities);
  return {
    // What has a path within the image is a library of an application; a system package has none there.
    type: record.app_path === undefined ? "linux_vul" : "app_vul",
    record: { ...record, vul_id: given(record.vul_id), repair_necessity: necessity },
  };
}

/** The examples are complete; the types of answers, in which everything may be missing, cannot say so. */
function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("an example of the document lacks what an image needs");
  return value;
}

function known<Word extends string>(word: string | undefined, words: Readonly<Record<Word, unknown>>): Word {
  if (word === undefined || !Object.hasOwn(words, word)) throw new Error(`an example says ${word}`);
  return word as Word;
}
