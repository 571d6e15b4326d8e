import { attempt, type Fetch, type Outcome } from "./attempt.ts";
import { readRetryAfter, retryDelay } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import type { Authorize } from "./credentials.ts";
import { HssConnectionError } from "./errors/connection.ts";
import { type CallDetails, describeAttempts, MAY_HAVE_ACTED } from "./errors/error.ts";
import { HssResponseError } from "./errors/response.ts";
import { HssTimeoutError } from "./errors/timeout.ts";
import { type CallContext, type LightRequest, LightResponse } from "./light.ts";
import { errorCode, type Redact, redactedCause } from "./redact.ts";
import { judge, mayHaveArrived } from "./retry.ts";

export interface TransportOptions {
  fetch: Fetch;
  clock: Clock;
  random: () => number;
  authorize: Authorize;
  redact: Redact;
  /** Milliseconds for one attempt. */
  timeout: number;
  /** Milliseconds for a call with its retries. */
  deadline: number;
}

/** What openapi-fetch calls in place of `fetch`: retries, and within each attempt signs anew and sends. */
export type Transport = (request: LightRequest & CallContext) => Promise<LightResponse>;

/**
 * @throws HssConnectionError, HssTimeoutError; HssResponseError for a redirect; the signal's reason where it is aborted.
 * An error answer is an answer: it is returned.
 */
export function createTransport(options: TransportOptions): Transport {
  const { fetch, clock, random, authorize, redact, timeout } = options;
  return async (request) => {
    const call = callDetails(request);
    const limit = request.deadline ?? options.deadline;
    const end = clock.now() + limit;
    let failures = 0;
    let last: Outcome | undefined;

    for (let attempts = 1; ; attempts++) {
      const sent = clock.now();
      const timeLeft = end - sent;
      const outcome = await attempt(
        fetch,
        request.url,
        { ...authorize(request, sent), redirect: "manual" },
        Math.min(timeout, timeLeft),
        request.signal,
      );
      if (outcome.kind === "answer") {
        const date = Date.parse(outcome.response.headers.get("Date") ?? "");
        request.watch?.({ sent, received: clock.now(), date });
      }
      if (outcome.kind !== "answer" || outcome.response.status !== 429) failures++;
      const verdict = judge(request.method, outcome, failures);
      if (verdict === "retry") {
        const retryAfter =
          outcome.kind === "answer"
            ? readRetryAfter(outcome.response.headers.get("Retry-After"), clock.now())
            : 0;
        const delay = retryDelay(attempts, random(), retryAfter);
        // A wait that would end after the deadline tells nobody anything: better to say now what went wrong.
        if (clock.now() + delay < end) {
          last = outcome;
          await clock.sleep(delay, request.signal);
          continue;
        }
      }
      if (outcome.kind === "answer") {
        refuseRedirect(outcome.response, request.url, call);
        return new LightResponse(outcome.response, {
          bytes: outcome.bytes,
          url: request.url,
          attempts,
          call,
          redact,
        });
      }
      if (outcome.kind === "timedOut") {
        const mayHaveActed = request.method !== "GET";
        const [what, ms] =
          timeLeft < timeout
            ? ["was not done within its deadline of", limit]
            : ["had no answer within", timeout];
        const warning = mayHaveActed ? MAY_HAVE_ACTED : "";
        throw new HssTimeoutError(
          `${call.method} ${call.path} ${what} ${ms} ms${describeAttempts(attempts)}${warning}`,
          {
            operation: call.operation,
            attempts,
            limit: ms,
            mayHaveActed,
            cause: last?.kind === "failed" ? redactedCause(last.error, redact) : undefined,
          },
        );
      }
      const code = errorCode(outcome.error);
      throw new HssConnectionError(call, {
        host: new URL(request.url).host,
        cause: redactedCause(outcome.error, redact),
        code,
        attempts,
        mayHaveActed: mayHaveArrived(code),
      });
    }
  };
}

function callDetails(request: LightRequest & CallContext): CallDetails {
  const path = request.path ?? new URL(request.url).pathname;
  return { operation: request.operation, method: request.method, path };
}

/** A redirect is never followed: the next host would get the credentials, and the API has no redirects. */
function refuseRedirect(response: Response, url: string, call: CallDetails): void {
  const { status, type } = response;
  if (type !== "opaqueredirect" && (status < 300 || status >= 400)) return;
  const location = response.headers.get("Location");
  if (type !== "opaqueredirect" && location === null) return;
  const target = location === null ? "another address" : describeTarget(location, url);
  throw new HssResponseError(
    call,
    status,
    `was redirected to ${target}; redirects are not followed, since credentials would go along: check the endpoint or a proxy in between`,
  );
}

/** The redirect's target without its query. */
function describeTarget(location: string, base: string): string {
  const target = URL.parse(location, base);
  return target === null ? "an address that is not a URL" : `${target.origin}${target.pathname}`;
}
