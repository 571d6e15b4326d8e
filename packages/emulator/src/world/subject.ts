import type {
  ImageVulnerability,
  LocalImage,
  RegistryImage,
  RepairNecessity,
  SeverityLevel,
  VulnerabilityType,
} from "@hss-kit/contract";

/** The words that the document knows of an open enumeration: what the emulator itself may say. */
type Known<Word> = Word extends string ? (string extends Word ? never : Word) : never;
export type RegistryScanFailure = Known<RegistryImage["scan_failed_code"]>;
export type LocalScanFailure = Known<LocalImage["scan_failed_desc"]>;

/** How a scan of one image ends when it does not end well: the words that the service documents. */
export type Failure =
  | {
      readonly status: "failed" | "download_failed" | "image_oversized";
      readonly reason: RegistryScanFailure;
    }
  | { readonly status: "failed"; readonly reason: LocalScanFailure };

/** What a scan would find in an image; what it does find depends on its scope. */
export interface Risks {
  readonly vulnerabilities: number;
  readonly unsafeSettings: number;
  readonly maliciousFiles: number;
  /** The worst of the vulnerabilities; `Security` where there are none. */
  readonly severity: SeverityLevel;
}

/** A vulnerability of an image, and what only filters see of it. */
export interface Finding {
  readonly type: VulnerabilityType;
  readonly record: ImageVulnerability & {
    readonly vul_id: string;
    readonly repair_necessity: RepairNecessity;
  };
}

/** An image as the scan engine sees it: how long a scan takes, how it ends, what it finds. */
export interface Subject {
  /** Names the image within the world. */
  readonly key: string;
  readonly enterpriseProjectId: string;
  /** Images of one lane wait for each other: `width` are scanned at a time. */
  readonly lane: { readonly key: string; readonly width: number };
  /** Milliseconds that one scan takes. */
  readonly duration: number;
  readonly failure?: Failure;
  readonly risks: Risks;
  /** Written ones, in place of those that are made up when they are asked for. */
  readonly findings?: readonly Finding[];
}
