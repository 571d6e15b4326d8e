import type { Outcome } from "./attempt.ts";

/** Failures in a row after which a call is given up. Refusals for throttling do not count: only the deadline ends those. */
const MOST_FAILURES = 5;

const PASSING_ERRORS: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** What to do after an attempt. */
export type Verdict = "done" | "retry" | "giveUp";

/**
 * Whether the same request may be sent again. A throttled request (429) may always: the gateway refused it before the
 * service saw it. Anything else that failed may have been carried out, so that only a GET is repeated.
 * @param failures attempts that failed so far for a reason other than throttling, this one included
 */
export function judge(method: string, outcome: Outcome, failures: number): Verdict {
  if (outcome.kind === "answer") {
    const { status } = outcome.response;
    if (status === 429) return "retry";
    if (!PASSING_ERRORS.has(status)) return "done";
  }
  return method === "GET" && failures < MOST_FAILURES ? "retry" : "giveUp";
}

/** Codes of failures that come before the request has left this machine: no address, no connection, no trust. */
const NEVER_SENT =
  /^E(CONNREFUSED|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)$|CONNECT_TIMEOUT|(^|_)CERT(_|$)|^UNABLE_TO_/;

/** Whether a failed request may have reached the service; where nothing says that it did not, it may. */
export function mayHaveArrived(code: string | undefined): boolean {
  return code === undefined || !NEVER_SENT.test(code);
}
