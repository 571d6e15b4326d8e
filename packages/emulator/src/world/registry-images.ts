import type { Int64, SeverityLevel } from "@hss-kit/contract";
import { type Random, random } from "./random.ts";
import type { Registry } from "./registries.ts";
import type { Failure, RegistryScanFailure, Risks, Subject } from "./subject.ts";

/** The enterprise project of a request that names none [doc]. */
export const DEFAULT_ENTERPRISE_PROJECT = "0";
/** The other enterprise project of the seeded world. */
export const SECOND_ENTERPRISE_PROJECT = "8c1f7a52-43d6-4b0e-9a41-2f60c7de91b3";

/** An image in a registry: what never changes. What a scan changes is computed by the engine. */
export interface StoredImage extends Subject {
  readonly registry: Registry;
  readonly id: Int64;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly imageId: string;
  readonly digest: string;
  readonly latest: boolean;
  /** Bytes. */
  readonly size: number;
  readonly updatedAt: number;
  readonly syncedAt: number;
  /** Several architectures under one version: the service does not scan these by hand [doc]. */
  readonly multipleArchitectures: boolean;
  /** For an image of another account: whether the sharing still holds. */
  readonly shared?: "expired" | "effective";
}

/** An image that a tester adds to the seeded world. */
export interface ChosenImage {
  readonly image_name: string;
  /** Default `"1.0"`. */
  readonly image_version?: string;
  /** Default: the first namespace of the registry. */
  readonly namespace?: string;
  /** The kind of registry it lies in; default `"private_image"`. */
  readonly image_type?: Registry["imageType"];
  /** Record id; default: one beyond 2^53. */
  readonly id?: Int64;
  /** How many vulnerabilities a scan finds, 0 to 2,000,000; default 0. */
  readonly vulnerabilities?: number;
  /** Milliseconds that a scan takes; default 60,000. */
  readonly duration?: number;
  /** Makes every scan of it fail with this code. */
  readonly fails?: RegistryScanFailure;
}

const names: readonly [string, ...string[]] = [
  "nginx",
  "订单服务",
  "redis",
  "用户中心",
  "postgres",
  "api-gateway",
  "报表-日报",
  "node",
  "支付网关",
  "openjdk",
  "spring-boot-admin",
  "消息推送",
  "ml/推理服务",
  "grafana",
];
const versions: readonly [string, ...string[]] = ["1.0.0", "1.4.2-alpine", "2025.12", "v3.1-正式", "latest"];

const DAY = 86_400_000;
const MEBI = 1_048_576;
const LARGEST_INT64 = 9_223_372_036_854_775_807n;
/** Ten scans at a time for one SWR Enterprise instance [doc]; for other registries the same [guess]. */
export const LANE_WIDTH = 10;

function severityOf(dice: Random): SeverityLevel {
  return dice.pick<SeverityLevel>(["Security", "Low", "Medium", "High", "High"]);
}

function risksOf(dice: Random): Risks {
  const severity = severityOf(dice);
  return {
    severity,
    vulnerabilities: severity === "Security" ? 0 : dice.between(3, severity === "High" ? 400 : 120),
    unsafeSettings: dice.between(0, 12),
    maliciousFiles: dice.next() < 0.2 ? dice.between(1, 3) : 0,
  };
}

/** The status under which the service lists an image whose scan failed with a code. */
export function failureOf(reason: RegistryScanFailure): Failure {
  if (reason === "download_failed") return { status: "download_failed", reason };
  if (reason === "image_over_sized") return { status: "image_oversized", reason };
  return { status: "failed", reason };
}

/** The images that fail, by their place in the world; the others are scanned with success. */
const failures: { readonly [index: number]: RegistryScanFailure } = {
  7: "download_failed",
  12: "image_over_sized",
  23: "failed_to_scan_vulnerability",
  31: "response_timed_out",
  38: "image_layer_over_sized",
  44: "get_detail_info_not_found",
};
/** How long the service waits for a scan before it gives up with `response_timed_out` [guess]. */
const RESPONSE_LIMIT = 10 * 60_000;

function recordId(index: number, dice: Random): Int64 {
  // Most ids need 64 bits, a few are small: a reader that rounds finds the wrong image or none.
  if (index === 0) return LARGEST_INT64;
  if (index % 5 === 4) return 1000 + index;
  return 9_007_199_254_740_993n + BigInt(index) * 2n + BigInt(dice.between(0, 2 ** 31)) * 1000n;
}

function makeImage(
  seed: number,
  index: number,
  registry: Registry,
  place: {
    readonly namespace: string;
    readonly name: string;
    readonly version: string;
    readonly latest: boolean;
  },
  start: number,
): StoredImage {
  const dice = random(seed, "registry image", index);
  const reason = registry.accessFailure === undefined ? failures[index] : "authentication_failed";
  const oversized = reason === "image_over_sized" || reason === "image_layer_over_sized";
  return {
    ...place,
    key: `registry:${index}`,
    registry,
    id: recordId(index, dice),
    imageId: dice.hex(64),
    digest: `sha256:${dice.hex(64)}`,
    size: oversized ? 2_147_483_647 : dice.between(4 * MEBI, 1500 * MEBI),
    updatedAt: start - dice.between(DAY, 90 * DAY),
    syncedAt: start - dice.between(0, DAY),
    multipleArchitectures: index % 17 === 5,
    ...(registry.type === "SwrShared" && { shared: index % 4 === 0 ? "expired" : "effective" }),
    enterpriseProjectId: index % 13 === 9 ? SECOND_ENTERPRISE_PROJECT : DEFAULT_ENTERPRISE_PROJECT,
    lane: { key: registry.id, width: LANE_WIDTH },
    duration: reason === "response_timed_out" ? RESPONSE_LIMIT : dice.between(20_000, 170_000),
    risks: risksOf(dice),
    ...(reason !== undefined && { failure: failureOf(reason) }),
  };
}

/** The images of every registry: several names a namespace, one or two versions a name. */
export function makeRegistryImages(
  seed: number,
  registries: readonly Registry[],
  start: number,
): StoredImage[] {
  const images: StoredImage[] = [];
  let nameAt = 0;
  for (const registry of registries) {
    for (const namespace of registry.namespaces) {
      for (let count = 0; count < 3; count++, nameAt++) {
        const name = names[nameAt % names.length] ?? names[0];
        const versionsHere = nameAt % 3 === 0 ? 1 : 2;
        for (let at = 0; at < versionsHere; at++) {
          const version = versions[(nameAt + at) % versions.length] ?? versions[0];
          const place = { namespace, name, version, latest: at === versionsHere - 1 };
          images.push(makeImage(seed, images.length, registry, place, start));
        }
      }
    }
  }
  return images;
}

/**
 * The images that a tester adds, after the seeded ones.
 *
 * @throws RangeError when a figure is out of range, TypeError when no registry of the kind exists.
 */
export function makeChosenImages(
  seed: number,
  registries: readonly Registry[],
  chosen: readonly ChosenImage[],
  start: number,
): StoredImage[] {
  return chosen.map((wish, index) => {
    const type = wish.image_type ?? "private_image";
    const registry = registries.find((one) => one.imageType === type && one.accessFailure === undefined);
    if (registry === undefined) {
      throw new TypeError(`images[${index}].image_type is "${type}": no registry holds images of that kind.`);
    }
    const vulnerabilities = wish.vulnerabilities ?? 0;
    if (!Number.isInteger(vulnerabilities) || vulnerabilities < 0 || vulnerabilities > 2_000_000) {
      throw new RangeError(
        `images[${index}].vulnerabilities is ${vulnerabilities}: a whole number from 0 to 2000000.`,
      );
    }
    const duration = wish.duration ?? 60_000;
    if (!(duration >= 0) || !Number.isFinite(duration)) {
      throw new RangeError(`images[${index}].duration is ${duration}: milliseconds, 0 or more.`);
    }
    const dice = random(seed, "chosen image", index);
    const {
      failure: _failure,
      shared: _shared,
      ...base
    } = makeImage(
      seed,
      10_000 + index,
      registry,
      {
        namespace: wish.namespace ?? registry.namespaces[0],
        name: wish.image_name,
        version: wish.image_version ?? "1.0",
        latest: true,
      },
      start,
    );
    return {
      ...base,
      key: `chosen:${index}`,
      id: wish.id ?? 9_100_000_000_000_000_001n + BigInt(index) * 2n,
      imageId: dice.hex(64),
      multipleArchitectures: false,
      enterpriseProjectId: DEFAULT_ENTERPRISE_PROJECT,
      duration,
      risks: {
        vulnerabilities,
        unsafeSettings: 0,
        maliciousFiles: 0,
        severity: vulnerabilities === 0 ? "Security" : "High",
      },
      ...(registry.type === "SwrShared" && { shared: "effective" as const }),
      ...(wish.fails !== undefined && { failure: failureOf(wish.fails) }),
    };
  });
}
