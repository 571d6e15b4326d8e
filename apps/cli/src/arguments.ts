import { Failure } from "./failure.ts";

/** What people try when they look for a place for their secret. */
const SECRETS =
  /^--?(ak|sk|token|secret|password|credentials?|access[-_]?key([-_]?id)?|secret[-_]?(access[-_]?)?key|(security|auth|x[-_]auth)[-_]?token)(=|$)/i;

/**
 * Refuses an option that would carry a secret: arguments can be read by every user of the machine and stay in the
 * shell's history. The value is not repeated.
 * @throws Failure
 */
export function refuseSecrets(args: readonly string[]): void {
  const end = args.indexOf("--");
  const found = args.slice(0, end < 0 ? args.length : end).find((argument) => SECRETS.test(argument));
  if (found === undefined) return;
  throw new Failure(`there is no option ${found.replace(/=.*/s, "")}: secrets are not taken as arguments`, [
    "Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HSS_TOKEN, or name a file with --profile-file or --token-file.",
    "If a secret is now in your shell's history, remove it there and think of replacing it.",
  ]);
}

/** Lets options be written as the wire writes them: `--global_image_type` becomes `--global-image-type`. */
export function normalizeOptions(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  return args.map((argument, index) => {
    if (end >= 0 && index >= end) return argument;
    const [, name, rest] = /^--([A-Za-z][\w-]*)(=.*)?$/s.exec(argument) ?? [];
    return name === undefined ? argument : `--${name.replaceAll("_", "-")}${rest ?? ""}`;
  });
}
