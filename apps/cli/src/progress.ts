import type { ScanProgress, ScanState } from "@hss-kit/client";
import type { Sink } from "./io.ts";
import { count } from "./plural.ts";

/** Shows how far the work is. */
export interface ProgressLine {
  /** @param isNews whether the line is worth keeping: a log keeps every line, a terminal only the last one */
  show(text: string, isNews?: boolean): void;
  /** Clears the line, so that something else can be written. */
  clear(): void;
}

const CLEAR_LINE = "\r\u001b[2K";

/** One line that is overwritten on a terminal; elsewhere lines that stay. */
export function createProgress(sink: Sink): ProgressLine {
  let shown = false;
  if (sink.isTTY === true) {
    return {
      show(text) {
        shown = true;
        sink.write(CLEAR_LINE + text.slice(0, Math.max(20, (sink.columns ?? 80) - 1)));
      },
      clear() {
        if (shown) sink.write(CLEAR_LINE);
        shown = false;
      },
    };
  }
  return {
    show(text, isNews = true) {
      if (isNews) sink.write(`${text}\n`);
    },
    clear() {},
  };
}

/** `42%, 24 of 58 images scanned, 2 failed, about 3 minutes left`. */
export function describeProgress(progress: ScanProgress): string {
  const { percent, total, succeeded, failed, remainingMinutes, state } = progress;
  const parts = [
    ENDS[state] ?? `${percent}%`,
    total === 0 ? "counting images" : `${succeeded} of ${count(total, "image")} scanned`,
  ];
  if (failed > 0) parts.push(`${failed} failed`);
  if (state === "scanning" && remainingMinutes !== undefined && remainingMinutes > 0) {
    parts.push(`about ${count(remainingMinutes, "minute")} left`);
  }
  return parts.join(", ");
}

/** Ends for which the service gives no percentage any more. */
const ENDS: Readonly<Partial<Record<ScanState, string>>> = {
  failed: "failed",
  stopped: "stopped",
  timedOut: "timed out",
};

/** A tenth more, a failure or the end: what a log should have a line about. */
export function isNews(now: ScanProgress, before: ScanProgress | undefined): boolean {
  return (
    before === undefined ||
    now.state !== before.state ||
    now.failed !== before.failed ||
    Math.floor(now.percent / 10) > Math.floor(before.percent / 10)
  );
}
