import type { RepairNecessity, VulnerabilityType } from "@hss-kit/contract";
import { random } from "./random.ts";
import type { Finding, Risks, Subject } from "./subject.ts";

/** The image whose findings are asked for; `risks.vulnerabilities` says how many it has. */
type Found = Pick<Subject, "key" | "risks" | "findings">;

interface Package {
  readonly name: string;
  readonly type: VulnerabilityType;
  readonly path: string;
}

const packages: readonly [Package, ...Package[]] = [
  { name: "openssl", type: "linux_vul", path: "/usr/bin/openssl" },
  { name: "log4j-core", type: "app_vul", path: "/opt/app/lib/log4j-core-2.14.1.jar" },
  { name: "glibc", type: "linux_vul", path: "/lib64/libc.so.6" },
  { name: "curl", type: "linux_vul", path: "/usr/bin/curl" },
  { name: "spring-core", type: "app_vul", path: "/opt/app/lib/spring-core-5.3.17.jar" },
  { name: "zlib", type: "linux_vul", path: "/usr/lib64/libz.so.1" },
  { name: "jackson-databind", type: "app_vul", path: "/opt/应用/lib/jackson-databind-2.9.8.jar" },
  { name: "busybox", type: "linux_vul", path: "/bin/busybox" },
  { name: "python3", type: "linux_vul", path: "/usr/bin/python3" },
  { name: "fastjson", type: "app_vul", path: "/opt/应用/lib/fastjson-1.2.68.jar" },
  { name: "libxml2", type: "linux_vul", path: "/usr/lib64/libxml2.so.2" },
  { name: "sudo", type: "linux_vul", path: "/usr/bin/sudo" },
];

/** What may be as urgent as the image's severity level, worst first. The service does not document the relation. */
const necessities: {
  readonly [Level in Risks["severity"]]: readonly [RepairNecessity, ...RepairNecessity[]];
} = {
  Security: ["not_needed_repair"],
  Low: ["not_needed_repair"],
  Medium: ["delay_repair", "delay_repair", "not_needed_repair"],
  High: ["immediate_repair", "delay_repair", "delay_repair", "not_needed_repair", "not_needed_repair"],
};

/**
 * The finding of an image at a place, 0 to `risks.vulnerabilities - 1`. Each is made when it is asked for, so that an
 * image may have a million of them. The first one is always as bad as the image's severity level says.
 */
export function findingAt(seed: number, { key, risks, findings }: Found, index: number): Finding {
  const written = findings?.[index];
  if (written !== undefined) return written;
  const dice = random(seed, key, "vulnerability", index);
  const part = dice.pick(packages);
  const levels = necessities[risks.severity];
  const necessity = index === 0 ? levels[0] : dice.pick(levels);
  // The year and the number together never repeat within an image.
  const id = `CVE-${2018 + (index % 8)}-${10_000 + Math.floor(index / 8)}`;
  const version = `${dice.between(1, 5)}.${dice.between(0, 20)}.${dice.between(0, 40)}`;
  const chinese = dice.next() < 0.5;
  return {
    type: part.type,
    record: {
      vul_id: id,
      repair_necessity: necessity,
      description: chinese
        ? `${part.name} ${version} 处理输入时未检查长度，攻击者可使进程崩溃。`
        : `${part.name} ${version} does not check the length of its input; an attacker can crash the process.`,
      position: `layer-${dice.between(1, 12)}`,
      app_name: part.name,
      app_path: part.path,
      version,
      solution: chinese
        ? `将 ${part.name} 升级到修复版本。`
        : `Update ${part.name} to a version that has the fix.`,
      url: `https://vulnerabilities.example/${id}`,
    },
  };
}

/** All findings of an image, in order. */
export function* findingsOf(seed: number, image: Found): Generator<Finding> {
  for (let index = 0; index < image.risks.vulnerabilities; index++) yield findingAt(seed, image, index);
}
