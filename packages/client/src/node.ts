import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KeyCredentials } from "./credentials.ts";
import { HssConfigError } from "./errors/config.ts";
import { didYouMean } from "./nearest.ts";

/** What an environment or a file says about an account, ready to be spread into `createClient`'s options. */
export interface FoundCredentials {
  credentials: KeyCredentials;
  projectId?: string;
}

/** The official SDKs' names first, then those in the samples of the service's documentation. */
const PREFIXES = ["HUAWEICLOUD_SDK", "CLOUD_SDK"];

/**
 * Reads `HUAWEICLOUD_SDK_AK`, `_SK`, `_SECURITY_TOKEN`, `_PROJECT_ID`, else `CLOUD_SDK_AK` and `CLOUD_SDK_SK`.
 * @returns undefined where the environment names no key; an empty variable counts as absent
 * @throws HssConfigError where only one half of a key is there
 */
export function environmentCredentials(
  env: Readonly<Record<string, string | undefined>>,
): FoundCredentials | undefined {
  for (const prefix of PREFIXES) {
    const ak = env[`${prefix}_AK`];
    const sk = env[`${prefix}_SK`];
    if (!ak && !sk) continue;
    if (!ak || !sk) {
      const [there, missing] = ak ? ["AK", "SK"] : ["SK", "AK"];
      throw new HssConfigError(
        `credentials.${missing.toLowerCase()}`,
        `the environment has ${prefix}_${there}, but ${prefix}_${missing} is ${env[`${prefix}_${missing}`] === undefined ? "missing" : "empty"}`,
      );
    }
    // A security token belongs to one key, a project to whoever works in it.
    return found(ak, sk, env[`${prefix}_SECURITY_TOKEN`], env.HUAWEICLOUD_SDK_PROJECT_ID);
  }
  return undefined;
}

/** The keys of a profile that the official SDKs know; the last two are for other clients. */
const PROFILE_KEYS = ["ak", "sk", "security_token", "project_id", "domain_id", "iam_endpoint"];

/**
 * Reads the section `[basic]` of a credentials file as the official SDKs do: an INI file with `ak`, `sk`,
 * `security_token`, `project_id`.
 * @param path the file; else `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, else `~/.huaweicloud/credentials`
 * @returns undefined where the file in the home directory does not exist or has no such section
 * @throws HssConfigError that names file and line, never a value; also where a file that was asked for cannot be read
 */
export async function profileCredentials(path?: string): Promise<FoundCredentials | undefined> {
  const asked = path ?? (process.env.HUAWEICLOUD_SDK_CREDENTIALS_FILE || undefined);
  const file = asked ?? join(homedir(), ".huaweicloud", "credentials");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (asked === undefined && code === "ENOENT") return undefined;
    throw new HssConfigError("credentials", `the credentials file ${file} cannot be read (${code})`);
  }
  const profile = readSection(text, "basic", file);
  if (profile === undefined) {
    if (asked === undefined) return undefined;
    throw new HssConfigError("credentials", `${file} has no section [basic]`);
  }
  for (const name of ["ak", "sk"]) {
    if (!profile.values.get(name)) {
      const state = profile.values.has(name) ? "an empty" : "no";
      throw new HssConfigError(
        `credentials.${name}`,
        `${file}:${profile.line}: the section [basic] has ${state} ${name}`,
      );
    }
  }
  const { values } = profile;
  return found(
    values.get("ak") ?? "",
    values.get("sk") ?? "",
    values.get("security_token"),
    values.get("project_id"),
  );
}

function readSection(
  text: string,
  wanted: string,
  file: string,
): { line: number; values: Map<string, string> } | undefined {
  let section: string | undefined;
  let result: { line: number; values: Map<string, string> } | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    const at = `${file}:${index + 1}`;
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    const header = /^\[([^\]]+)\]$/.exec(line);
    if (header !== null) {
      section = header[1]?.trim();
      if (section === wanted) result ??= { line: index + 1, values: new Map() };
      continue;
    }
    const equals = line.indexOf("=");
    if (equals < 1) {
      throw new HssConfigError("credentials", `${at}: neither a [section] nor a "name = value"`);
    }
    if (section !== wanted) continue;
    const name = line.slice(0, equals).trim().toLowerCase();
    if (!PROFILE_KEYS.includes(name)) {
      throw new HssConfigError(
        "credentials",
        `${at}: the name ${name} is unknown${didYouMean(name, PROFILE_KEYS)}`,
      );
    }
    result?.values.set(name, line.slice(equals + 1).trim());
  }
  return result;
}

function found(
  ak: string,
  sk: string,
  securityToken: string | undefined,
  projectId: string | undefined,
): FoundCredentials {
  return {
    credentials: securityToken ? { ak, sk, securityToken } : { ak, sk },
    ...(projectId && { projectId }),
  };
}
