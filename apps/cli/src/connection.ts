import type { HssClient, RegionId } from "@hss-kit/client";
import type { CredentialOptions } from "./credentials.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";

/** Where to connect, and as whom; as commander parsed it. */
export interface ConnectionOptions extends CredentialOptions {
  readonly region?: string;
  readonly endpoint?: string;
  readonly projectId?: string;
  readonly enterpriseProjectId?: string;
}

/**
 * Makes the client. Every request is checked against the contract before it leaves.
 * @throws Failure, HssConfigError
 */
export async function connect(options: ConnectionOptions, io: Io): Promise<HssClient> {
  const [{ createClient }, { requestFaults }, { findAccount }] = await Promise.all([
    import("@hss-kit/client"),
    import("@hss-kit/client/validation"),
    import("./credentials.ts"),
  ]);
  const place = findPlace(options, io);
  const account = await findAccount(options, io.env);
  const projectId = options.projectId ?? account.projectId;
  if (projectId === undefined) {
    throw new Failure("no project id", [
      'Give --project-id or set HUAWEICLOUD_SDK_PROJECT_ID; it stands on the console\'s page "My Credentials", beside the region.',
    ]);
  }
  return createClient({
    ...place,
    credentials: account.credentials,
    projectId,
    ...(options.enterpriseProjectId !== undefined && { enterpriseProjectId: options.enterpriseProjectId }),
    validate: requestFaults,
  });
}

/** An endpoint, wherever it comes from, wins over a region: it is the more exact of the two. */
function findPlace(options: ConnectionOptions, io: Io): { endpoint: string } | { region: RegionId } {
  const endpoint = options.endpoint ?? (io.env.HSS_ENDPOINT || undefined);
  const region = options.region ?? (io.env.HSS_REGION || undefined);
  if (endpoint !== undefined) {
    if (options.endpoint === undefined && options.region !== undefined) {
      io.stderr.write(`Note: HSS_ENDPOINT is set, so requests go there and not to the region ${region}.\n`);
    }
    return { endpoint };
  }
  if (region === undefined) {
    throw new Failure("no region", [
      "Give --region, as cn-north-4, or set HSS_REGION (or an address: --endpoint, HSS_ENDPOINT).",
    ]);
  }
  // Typed by a person: the client is who knows the regions, and names the nearest.
  return { region: region as RegionId };
}

/** The connection options that were typed, to be repeated in a command that the user may copy. */
export function connectionWords(options: ConnectionOptions): string[] {
  const { region, endpoint, projectId, enterpriseProjectId, profileFile, tokenFile } = options;
  return Object.entries({
    "--region": region,
    "--endpoint": endpoint,
    "--project-id": projectId,
    "--enterprise-project-id": enterpriseProjectId,
    "--profile-file": profileFile,
    "--token-file": tokenFile,
  }).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
}
