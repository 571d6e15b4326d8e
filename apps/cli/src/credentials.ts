import type { Credentials } from "@hss-kit/client";
import { environmentCredentials, profileCredentials } from "@hss-kit/client/node";
import { exitCodes } from "./exit-codes.ts";
import { Failure } from "./failure.ts";
import { readSecret } from "./secret-file.ts";
import { type Environment, secretVariables } from "./secrets.ts";

export interface CredentialOptions {
  readonly profileFile?: string;
  readonly tokenFile?: string;
}

export interface Account {
  readonly credentials: Credentials;
  /** Where the profile or the environment names one. */
  readonly projectId?: string;
}

/**
 * Finds the account: a file named in an option, else the environment (a token, else a key), else the profile in the
 * home directory.
 * @throws Failure, HssConfigError; neither shows a value
 */
export async function findAccount(options: CredentialOptions, env: Environment): Promise<Account> {
  const { tokenFile, profileFile } = options;
  if (tokenFile !== undefined && profileFile !== undefined) {
    throw new Failure("--token-file and --profile-file are both given: one of them is enough");
  }
  const projectId = env.HUAWEICLOUD_SDK_PROJECT_ID;
  const project = projectId === undefined || projectId === "" ? {} : { projectId };
  if (tokenFile !== undefined)
    return {
      credentials: { token: await readSecret(tokenFile, "the token file", exitCodes.credentials) },
      ...project,
    };
  if (profileFile !== undefined) {
    const profile = await profileCredentials(profileFile);
    if (profile !== undefined) return profile;
  }
  const token = env.HSS_TOKEN;
  if (token !== undefined && token !== "") return { credentials: { token }, ...project };
  const found = environmentCredentials(env) ?? (await profileCredentials());
  if (found !== undefined) return { ...project, ...found };

  const empty = secretVariables.filter((name) => env[name] === "");
  throw new Failure(
    empty.length > 0
      ? `no credentials: ${empty.join(" and ")} ${empty.length > 1 ? "are" : "is"} empty`
      : "no credentials",
    [
      "Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HSS_TOKEN, or name a file with --profile-file or --token-file.",
    ],
    exitCodes.credentials,
  );
}
