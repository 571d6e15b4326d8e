import type { RegionId } from "@hss-kit/contract";
import { regions } from "@hss-kit/contract";
import type { requestFaults } from "@hss-kit/contract/validators";
import type { Fetch } from "./attempt.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Credentials, checkCredentials } from "./credentials.ts";
import { HssConfigError, refuse } from "./errors/config.ts";
import { optionFaults } from "./faults.ts";
import { didYouMean } from "./nearest.ts";

interface CommonOptions {
  credentials: Credentials;
  /** Of the region: on the page "My Credentials" of the console. */
  projectId: string;
  /** Sent with every operation that takes `enterprise_project_id`, unless the call gives another. */
  enterpriseProjectId?: string;
  /** In place of the platform's `fetch`: an emulator's, one that uses a proxy… */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** In place of the system's clock; it times waits and dates signatures. */
  clock?: Clock;
  /** In place of `Math.random`; it spreads the waits between attempts. */
  random?: () => number;
  /** Milliseconds for one attempt; 30,000 unless given. */
  timeout?: number;
  /** Milliseconds for a call with all its attempts; 120,000 unless given. */
  deadline?: number;
  /** Checks every request before it leaves: `requestFaults` of `@hss-kit/client/validation`. */
  validate?: typeof requestFaults;
}

/** Where to: a region, or the address of something that stands in for one. */
export type ClientOptions = CommonOptions &
  ({ region: RegionId; endpoint?: never } | { endpoint: string; region?: never });

/** The options after all checks, with nothing left open. */
export interface Settings {
  baseUrl: string;
  credentials: Credentials;
  projectId: string;
  enterpriseProjectId: string | undefined;
  fetch: Fetch;
  clock: Clock;
  random: () => number;
  timeout: number;
  deadline: number;
  validate: typeof requestFaults | undefined;
}

const OPTIONS: readonly (keyof CommonOptions | "region" | "endpoint")[] = [
  "region",
  "endpoint",
  "credentials",
  "projectId",
  "enterpriseProjectId",
  "fetch",
  "clock",
  "random",
  "timeout",
  "deadline",
  "validate",
];

/** @throws HssConfigError that names the option */
export function checkOptions(options: ClientOptions): Settings {
  const [wrong] = optionFaults("options", options, OPTIONS);
  if (wrong !== undefined) throw new HssConfigError(wrong.field, wrong.message);
  for (const name of ["fetch", "random", "validate"] as const) {
    if (!["undefined", "function"].includes(typeof options[name])) refuse(name, "is not a function");
  }
  const { projectId, enterpriseProjectId, clock } = options;
  if (clock !== undefined && !(typeof clock?.now === "function" && typeof clock.sleep === "function")) {
    refuse("clock", "needs now() and sleep()");
  }
  return {
    baseUrl: baseUrl(options),
    credentials: checkCredentials(options.credentials),
    projectId: checkId("projectId", projectId),
    enterpriseProjectId:
      enterpriseProjectId === undefined ? undefined : checkId("enterpriseProjectId", enterpriseProjectId),
    // Looked up at each call: whoever replaces the global `fetch` later means this client too.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    clock: clock ?? systemClock,
    random: options.random ?? Math.random,
    timeout: options.timeout ?? 30_000,
    deadline: options.deadline ?? 120_000,
    validate: options.validate,
  };
}

function baseUrl({ region, endpoint }: { region?: unknown; endpoint?: unknown }): string {
  if (endpoint === undefined) {
    if (region === undefined) refuse("region", 'is missing: give a region, as "cn-north-4", or an endpoint');
    const name = String(region);
    if (Object.hasOwn(regions, name)) return regions[name as RegionId];
    refuse(
      "region",
      `"${name}" is unknown${didYouMean(name, Object.keys(regions))} (a region that is newer than this package: give its endpoint)`,
    );
  }
  if (region !== undefined) refuse("endpoint", "and region are both given: an endpoint needs no region");
  const url = URL.parse(String(endpoint));
  if (url === null || !/^https?:$/.test(url.protocol)) {
    refuse("endpoint", 'is not a URL that starts with "https://" or "http://"');
  }
  if (url.search || url.hash || url.username || url.password) {
    refuse("endpoint", "holds a query, a fragment or credentials: give only host and path");
  }
  return url.href.replace(/\/+$/, "");
}

function checkId(name: string, value: unknown): string {
  if (value === undefined || value === "") {
    const where = name === "projectId" ? ': it stands on the console\'s page "My Credentials"' : "";
    refuse(name, `is ${value === "" ? "empty" : "missing"}${where}`);
  }
  if (typeof value !== "string" || !/^[\x21-\x7e]{1,256}$/.test(value)) {
    refuse(name, "is not a string of 1 to 256 ASCII characters without blanks");
  }
  return value;
}
