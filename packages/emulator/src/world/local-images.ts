import type { Int64, LocalImageType } from "@hss-kit/contract";
import { random } from "./random.ts";
import { DEFAULT_ENTERPRISE_PROJECT, SECOND_ENTERPRISE_PROJECT } from "./registry-images.ts";
import type { LocalScanFailure, Subject } from "./subject.ts";

/** A server with the agent on it, which scans the images there. */
export interface Host {
  readonly id: string;
  readonly agentId: string;
  readonly name: string;
  readonly privateIp: string;
  readonly publicIp: string;
  readonly clusterId: string;
}

/** A container that was started from a local image. */
export interface Container {
  readonly id: string;
  readonly name: string;
  readonly podId: string;
  readonly podName: string;
}

/** An image on one or several hosts: what never changes. */
export interface LocalStoredImage extends Subject {
  readonly imageId: string;
  /** The service does not know it of every image. */
  readonly digest?: string;
  readonly name: string;
  readonly version: string;
  readonly type: LocalImageType;
  /** Bytes. */
  readonly size: Int64;
  readonly updatedAt: number;
  readonly hosts: readonly [Host, ...Host[]];
  readonly containers: readonly Container[];
  /** Names of the software in it. */
  readonly apps: readonly string[];
}

const hostNames = ["ecs-生产-01", "ecs-生产-02", "cce-node-a", "cce-node-b", "build-runner"];
const imageNames = [
  "nginx",
  "swr.example/平台组/订单服务",
  "redis",
  "swr.example/payments/api-gateway",
  "busybox",
  "测试环境/日志采集",
  "mysql",
  "swr.example/数据平台/清洗任务",
  "registry.example/ml/训练",
  "alpine",
  "jenkins",
  "pause",
];
const appNames = ["openssl", "glibc", "bash", "curl", "zlib", "python3", "openjdk", "log4j-core"];

const failures: { readonly [index: number]: LocalScanFailure } = {
  4: "docker_offline",
  8: "huge_image",
  10: "failed_to_match_agent",
};

const DAY = 86_400_000;
/** The agent of a host scans one image after the other [guess]. */
const LANE_WIDTH = 1;

function makeHosts(seed: number): [Host, ...Host[]] {
  const make = (name: string, index: number): Host => {
    const dice = random(seed, "host", index);
    return {
      id: dice.uuid(),
      agentId: dice.hex(64),
      name,
      privateIp: `192.168.${index}.${dice.between(2, 250)}`,
      // 203.0.113.0/24 is set aside for documentation.
      publicIp: `203.0.113.${10 + index}`,
      clusterId: dice.uuid(),
    };
  };
  const [first = "ecs", ...rest] = hostNames;
  return [make(first, 0), ...rest.map((name, index) => make(name, index + 1))];
}

function sizeOf(index: number, bytes: number): Int64 {
  if (index === 8) return 9_223_372_036_854_775_807n;
  if (index === 3) return 9_007_199_254_740_993n;
  return bytes;
}

/** The images on the hosts of the world. */
export function makeLocalImages(seed: number, start: number): LocalStoredImage[] {
  const hosts = makeHosts(seed);
  return imageNames.map((name, index) => {
    const dice = random(seed, "local image", index);
    const host = dice.pick(hosts);
    const others = hosts.filter((other) => other !== host && dice.next() < 0.3);
    const reason = failures[index];
    const vulnerabilities = index % 4 === 1 ? 0 : dice.between(1, 500);
    const containers = Array.from({ length: dice.between(0, 3) }, (_, at): Container => {
      const label = `${name.split("/").at(-1) ?? name}-${at}`;
      return { id: dice.hex(64), name: label, podId: dice.uuid(), podName: `pod-${label}`.slice(0, 63) };
    });
    return {
      key: `local:${index}`,
      enterpriseProjectId: index === 11 ? SECOND_ENTERPRISE_PROJECT : DEFAULT_ENTERPRISE_PROJECT,
      lane: { key: host.id, width: LANE_WIDTH },
      duration: dice.between(10_000, 90_000),
      ...(reason !== undefined && { failure: { status: "failed", reason } as const }),
      risks: {
        vulnerabilities,
        unsafeSettings: dice.between(0, 6),
        maliciousFiles: dice.next() < 0.15 ? 1 : 0,
        severity: vulnerabilities === 0 ? "Security" : dice.pick(["Low", "Medium", "High"] as const),
      },
      imageId: dice.hex(64),
      digest: `sha256:${dice.hex(64)}`,
      name,
      version: index % 3 === 0 ? "latest" : `1.${index}`,
      type: name.startsWith("swr.") ? "swr_image" : "other_image",
      size: sizeOf(index, dice.between(1_000_000, 2_000_000_000)),
      updatedAt: start - dice.between(DAY, 60 * DAY),
      hosts: [host, ...others],
      containers,
      apps: appNames.filter(() => dice.next() < 0.5),
    };
  });
}
