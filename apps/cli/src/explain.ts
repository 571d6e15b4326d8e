import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { Failure } from "./failure.ts";
import { plain } from "./plain.ts";

/** What to print on an error, and how to exit. */
export interface Explanation {
  /** Each is a line: what is wrong. */
  readonly problems: readonly string[];
  /** Each is a line: what to do. */
  readonly advice: readonly string[];
  readonly exitCode: ExitCode;
}

/** Turns whatever was thrown into lines for a person. Loads the client's error classes only when it is asked. */
export async function explain(error: unknown): Promise<Explanation> {
  if (error instanceof Failure) {
    return { problems: [error.message], advice: error.advice, exitCode: error.exitCode };
  }
  const {
    HssConfigError,
    HssConnectionError,
    HssRequestError,
    HssServiceError,
    HssTaskUncertainError,
    HssTimeoutError,
  } = await import("@hss-kit/client");
  const say = (advice: string | readonly string[], exitCode: ExitCode = exitCodes.error): Explanation => ({
    problems: [error instanceof Error ? error.message : String(error)],
    advice: typeof advice === "string" ? [advice] : advice,
    exitCode,
  });

  if (error instanceof HssConfigError) {
    const { option } = error;
    if (option.startsWith("credentials")) {
      return say(
        "Look at the variable or the file that it comes from; nothing was sent.",
        exitCodes.credentials,
      );
    }
    return say(CONFIG_ADVICE[option] ?? []);
  }
  if (error instanceof HssRequestError) {
    return {
      // What a number is in a program is no concern of a command line.
      problems: error.faults.map(({ message }) => message.replace(" (number or bigint)", "")),
      advice: ["Nothing was sent."],
      exitCode: exitCodes.error,
    };
  }
  if (error instanceof HssServiceError) return explainService(error, say);
  if (error instanceof HssConnectionError) {
    return say("Check the region or the endpoint, the network and its proxy.");
  }
  if (error instanceof HssTimeoutError) return say("The service did not answer in time; try again.");
  if (error instanceof HssTaskUncertainError)
    return say("See what there is: hss-scan task list --task-type manual");
  return say([]);
}

const CONFIG_ADVICE: Readonly<Record<string, string>> = {
  region:
    "Give --region or set HSS_REGION; for a region that is not known here, give its address with --endpoint.",
  endpoint: "Give --endpoint or set HSS_ENDPOINT, as https://hss.cn-north-4.myhuaweicloud.com.",
  projectId: "Give --project-id or set HUAWEICLOUD_SDK_PROJECT_ID.",
  enterpriseProjectId: "Give --enterprise-project-id, or leave it out.",
};

/** Refused for want of a permission, with whatever status. */
const NO_PERMISSION = ["HSS.0010", "HSS.0013", "HSS.1039"];

/** 401 by this code is not about who asks: a scan of the same hosts is still running. */
const STILL_RUNNING = "HSS.1051";

async function explainService(
  { status, code }: { status: number; code: string | undefined },
  say: (advice: string | readonly string[], exitCode?: ExitCode) => Explanation,
): Promise<Explanation> {
  if (status === 403 || NO_PERMISSION.includes(code ?? "")) {
    return say(
      "The account lacks a permission for this, or the project id belongs to another account.",
      exitCodes.credentials,
    );
  }
  if (status === 401 && code !== STILL_RUNNING) {
    return say(
      "The credentials were refused: check key or token, that they belong to this region and project, and this machine's clock.",
      exitCodes.credentials,
    );
  }
  if (status === 429) return say("Too many calls: the service allows 5 a minute for one API. Wait a minute.");
  if (status >= 500) return say("The service has a problem; try again later.");
  const { aboutErrorCode } = await import("@hss-kit/client/error-codes");
  const about = aboutErrorCode(code);
  return say(about === undefined ? [] : plain(about.en.action));
}
