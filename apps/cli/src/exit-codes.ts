/** How the command ends, for scripts and pipelines. The numbers are a promise: they do not change their meaning. */
export const exitCodes = {
  /** Done; where there was a gate, it passed. */
  passed: 0,
  /** The command was typed wrongly, or the service answered with an error. */
  error: 1,
  /** The gate found something as bad as `--fail-on`, or worse. */
  gateFailed: 2,
  /**
   * The scan failed or was stopped, some images could not be scanned, the gate could not be judged, or the scan was
   * started and its task cannot be told: in all of them there was a scan, and nobody may take it for passed.
   */
  scanIncomplete: 3,
  /** The time given by `--timeout` ran out; the scan goes on. */
  timedOut: 4,
  /** No credentials, unusable ones, or the service refused them, or they lack a permission. */
  credentials: 5,
  /** Ctrl-C: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
