/** How the command ends, for scripts and pipelines. The numbers are a promise: they do not change their meaning. */
export const exitCodes = {
  /** Done; where there was a gate, it passed. */
  passed: 0,
  /** The command was typed wrongly, or the service answered with an error. */
  error: 1,
  /** The gate found something as bad as `--fail-on`, or worse. */
  gateFailed: 2,
  /** The scan failed or was stopped, some images could not be scanned, or the gate could not be judged. */
  scanIncomplete: 3,
  /** The time given by `--timeout` ran out; the scan goes on. */
  timedOut: 4,
  /** No credentials, unusable ones, or the service refused them. */
  credentials: 5,
  /** Ctrl-C: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
