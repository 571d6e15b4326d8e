/** From which urgency on a finding fails the gate, most lenient first. */
export const gateLevels = ["critical", "high", "medium", "low"] as const;
export type GateLevel = (typeof gateLevels)[number];

const RANKS = { none: 0, low: 1, medium: 2, high: 3, critical: 4 } as const;
type Rank = (typeof RANKS)[keyof typeof RANKS];

/**
 * `repair_necessity` of a vulnerability. HSS does not tell critical from high: what needs repair at once may be either,
 * so it counts as both, or a gate set to critical could pass on something critical.
 */
const NECESSITIES: Readonly<Record<string, Rank>> = {
  immediate_repair: RANKS.critical,
  delay_repair: RANKS.medium,
  not_needed_repair: RANKS.low,
};

/** `severity_level` of an image; its High is the highest there is, and counts like `immediate_repair`. */
const SEVERITIES: Readonly<Record<string, Rank>> = {
  Security: RANKS.none,
  Low: RANKS.low,
  Medium: RANKS.medium,
  High: RANKS.critical,
};

/** What the gate looks at in one image. */
export interface Evidence {
  /** The `repair_necessity` of each vulnerability; undefined where the vulnerabilities could not be read. */
  readonly necessities: readonly (string | undefined)[] | undefined;
  /** The image's `severity_level`, where the service gives one. */
  readonly severityLevel: string | undefined;
  /** How many malicious files the scan found; 0 where it did not look for any. */
  readonly maliciousFiles: number;
  /** Whether something was looked for that only `severityLevel` tells of: unsafe settings, for one. */
  readonly onlyInSeverity: boolean;
}

/** `unknown`: there is nothing to judge the image by, so it must not pass. */
export type Verdict = "passed" | "failed" | "unknown";

/** A value that this version does not know counts as the highest: a gate that guesses must guess against itself. */
function rankOf(table: Readonly<Record<string, Rank>>, value: string | undefined): Rank {
  return value !== undefined && Object.hasOwn(table, value)
    ? (table[value] ?? RANKS.critical)
    : RANKS.critical;
}

/**
 * Judges one image. A malicious file is as bad as anything can be, whatever the severity level makes of it: how HSS
 * arrives at that is not documented.
 */
export function judge(level: GateLevel, evidence: Evidence): Verdict {
  const { necessities, severityLevel, maliciousFiles, onlyInSeverity } = evidence;
  const limit = RANKS[level];
  if (maliciousFiles > 0) return "failed";
  if (necessities?.some((necessity) => rankOf(NECESSITIES, necessity) >= limit)) return "failed";
  if (necessities !== undefined && !onlyInSeverity) return "passed";
  if (severityLevel === undefined || severityLevel === "") return "unknown";
  return rankOf(SEVERITIES, severityLevel) >= limit ? "failed" : "passed";
}

/** The verdict on all images together: one that fails is enough, and so is one that nobody can judge. */
export function judgeAll(verdicts: Iterable<Verdict>): Verdict {
  let unknown = false;
  for (const verdict of verdicts) {
    if (verdict === "failed") return "failed";
    unknown ||= verdict === "unknown";
  }
  return unknown ? "unknown" : "passed";
}
