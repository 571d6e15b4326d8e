import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** The command cannot go on: one line on what is wrong, and lines on what to do about it. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly advice: readonly string[];
  readonly exitCode: ExitCode;

  constructor(
    message: string,
    advice: string | readonly string[] = [],
    exitCode: ExitCode = exitCodes.error,
  ) {
    super(message);
    this.advice = typeof advice === "string" ? [advice] : advice;
    this.exitCode = exitCode;
  }
}

/** The reason of the signal that Ctrl-C aborts. */
export class Interrupt extends Error {
  override readonly name = "Interrupt";
}
