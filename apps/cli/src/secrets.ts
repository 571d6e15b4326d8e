export type Environment = Readonly<Record<string, string | undefined>>;

/** Every variable that holds a secret: their values never appear in what the command prints. */
export const secretVariables = [
  "HSS_TOKEN",
  "HUAWEICLOUD_SDK_AK",
  "HUAWEICLOUD_SDK_SK",
  "HUAWEICLOUD_SDK_SECURITY_TOKEN",
  "CLOUD_SDK_AK",
  "CLOUD_SDK_SK",
];

/** Shorter ones could be part of any word, and are no secrets. */
const SHORTEST_SECRET = 4;

/** Takes the environment's secrets out of a text, whoever wrote it. */
export function hideSecrets(text: string, env: Environment): string {
  return secretVariables
    .map((name) => env[name] ?? "")
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length)
    .reduce((hidden, secret) => hidden.replaceAll(secret, "***"), text);
}
