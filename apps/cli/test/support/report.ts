import type { ImageVulnerability, RegistryImage, ScannedImage } from "@hss-kit/client";
import type { Report, ReportedImage } from "../../src/report/model.ts";

/** A registry image as the client gives it, from the service's record. */
export function registryImage(record: RegistryImage): ScannedImage {
  return {
    type: "registry",
    namespace: record.namespace ?? "",
    name: record.image_name ?? "",
    version: record.image_version ?? "",
    imageId: record.image_id,
    digest: record.image_digest,
    severity: record.severity_level,
    counts: {
      vulnerabilities: record.vul_num,
      maliciousFiles: record.malicious_file_num,
      unsafeSettings: record.unsafe_setting_num,
    },
    record,
  };
}

export function reported(
  record: RegistryImage,
  vulnerabilities: readonly ImageVulnerability[] | undefined,
  change: Partial<ReportedImage> = {},
): ReportedImage {
  return {
    image: registryImage(record),
    vulnerabilities,
    onlyInSeverity: false,
    verdict: undefined,
    ...change,
  };
}

export const nginx: RegistryImage = {
  id: 9_223_372_036_854_775_807n,
  namespace: "平台组",
  image_name: "nginx",
  image_version: "1.27.0",
  image_id: "a1",
  image_type: "private_image",
  severity_level: "High",
  malicious_file_num: 0,
  unsafe_setting_num: 2,
};

export const urgent: ImageVulnerability = {
  vul_id: "CVE-2026-0001",
  repair_necessity: "immediate_repair",
  app_name: "openssl",
  version: "1.1.1k",
  app_path: "/usr/bin/openssl",
  description: "处理输入时未检查长度。",
  solution: "Update to 1.1.1w.",
  url: "https://vulnerabilities.example/CVE-2026-0001",
};

export const later: ImageVulnerability = { vul_id: "CVE-2026-0002", repair_necessity: "delay_repair" };

export function report(change: Partial<Report> = {}): Report {
  return {
    version: "0.1.0",
    taskId: "task-1",
    state: "succeeded",
    task: { task_id: "task-1", task_status: 100, total_num: 1, begin_time: 1_767_225_600_000 },
    scope: ["vulnerabilities"],
    images: [reported(nginx, [urgent, later])],
    failedImages: [],
    gate: undefined,
    ...change,
  };
}
