import type { RegionId } from "@hss-kit/contract";
import { regions } from "@hss-kit/contract";
import type { requestFaults } from "@hss-kit/contract/validators";
import type { Fetch } from "./attempt.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Credentials, checkCredentials } from "./credentials.ts";
import { HssConfigError } from "./errors/config.ts";
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

const KNOWN: Readonly<Record<keyof CommonOptions | "region" | "endpoint", true>> = {
  region: true,
  endpoint: true,
  credentials: true,
  projectId: true,
  enterpriseProjectId: true,
  fetch: true,
  clock: true,
  random: true,
  timeout: true,
  deadline: true,
  validate: true,
};

/** @throws HssConfigError that names the option */
export function checkOptions(options: ClientOptions): Settings {
  if (typeof options !== "object" || options === null) {
    throw new HssConfigError("options", "createClient needs an object with options");
  }
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(KNOWN, name)) {
      throw new HssConfigError(name, `the option ${name} is unknown${didYouMean(name, Object.keys(KNOWN))}`);
    }
  }
  const { enterpriseProjectId } = options;
  return {
    baseUrl: baseUrl(options),
    credentials: checkCredentials(options.credentials),
    projectId: checkId("projectId", options.projectId),
    enterpriseProjectId:
      enterpriseProjectId === undefined ? undefined : checkId("enterpriseProjectId", enterpriseProjectId),
    // Looked up at each call: whoever replaces the global `fetch` later means this client too.
    fetch: checkFunction("fetch", options.fetch) ?? ((url, init) => globalThis.fetch(url, init)),
    clock: options.clock ?? systemClock,
    random: checkFunction("random", options.random) ?? Math.random,
    timeout: checkTime("timeout", options.timeout ?? 30_000),
    deadline: checkTime("deadline", options.deadline ?? 120_000),
    validate: checkFunction("validate", options.validate),
  };
}

function baseUrl({ region, endpoint }: { region?: unknown; endpoint?: unknown }): string {
  if (endpoint === undefined && region === undefined) {
    throw new HssConfigError("region", 'region is missing: give a region, as "cn-north-4", or an endpoint');
  }
  if (endpoint === undefined) {
    if (typeof region === "string" && Object.hasOwn(regions, region)) return regions[region as RegionId];
    throw new HssConfigError(
      "region",
      `region "${region}" is unknown${didYouMean(String(region), Object.keys(regions))} (a region that is newer than this package: give its endpoint)`,
    );
  }
  if (region !== undefined) {
    throw new HssConfigError("endpoint", "region and endpoint are both given: an endpoint needs no region");
  }
  const url = typeof endpoint === "string" ? URL.parse(endpoint) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new HssConfigError("endpoint", 'endpoint is not a URL that starts with "https://" or "http://"');
  }
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") {
    throw new HssConfigError(
      "endpoint",
      "endpoint holds a query, a fragment or credentials: give only host and path",
    );
  }
  return url.href.replace(/\/+$/, "");
}

function checkId(name: string, value: unknown): string {
  if (value === undefined || value === "") {
    const where = name === "projectId" ? ': it stands on the console\'s page "My Credentials"' : "";
    throw new HssConfigError(name, `${name} is ${value === "" ? "empty" : "missing"}${where}`);
  }
  if (typeof value !== "string" || !/^[\x21-\x7e]{1,256}$/.test(value)) {
    throw new HssConfigError(name, `${name} is not a string of 1 to 256 ASCII characters without blanks`);
  }
  return value;
}

function checkTime(name: string, value: unknown): number {
  if (typeof value !== "number" || !(value > 0)) {
    throw new HssConfigError(
      name,
      `${name} is ${String(value)}; it must be a number of milliseconds above 0`,
    );
  }
  return value;
}

function checkFunction<F>(name: string, value: F): F {
  if (value !== undefined && typeof value !== "function") {
    throw new HssConfigError(name, `${name} is not a function`);
  }
  return value;
}
