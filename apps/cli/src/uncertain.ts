import type { HssTaskUncertainError } from "@hss-kit/client";
import { type ConnectionOptions, connectionWords } from "./connection.ts";
import { exitCodes } from "./exit-codes.ts";
import type { Explanation } from "./explain.ts";
import { commandLine } from "./shell.ts";

/**
 * What to do where a scan was started and its task cannot be told. Some of the tasks that it could be are other people's:
 * no command here names one as if it were one's own.
 */
export function explainUncertain(
  { message, candidates }: HssTaskUncertainError,
  options: ConnectionOptions,
): Explanation {
  const connection = connectionWords(options);
  const list = commandLine(["hss-scan", "task", "list", "--task-type", "manual", ...connection]);
  const resume = [commandLine(["hss-scan", "scan", "--resume"]), "<its id>", commandLine(connection)];
  const several = [
    "Others started scans at the same moment. One of these is yours, and all of them go on.",
    `See which is yours:  ${list}`,
    `Then wait for it:    ${resume.filter((part) => part !== "").join(" ")}`,
    "Scans are told apart at once where each pipeline has its own --rate-limit (as 901 and 902).",
  ];
  return {
    problems: [message],
    advice: candidates.length > 1 ? several : [`See what there is: ${list}`],
    exitCode: exitCodes.scanIncomplete,
  };
}
