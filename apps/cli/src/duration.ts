import { InvalidArgumentError } from "commander";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads `90s`, `30m`, `2h`, `500ms`; several may follow each other, as in `1h30m`.
 * @returns milliseconds, above 0
 * @throws InvalidArgumentError which commander reports together with the option and its value
 */
export function parseDuration(text: string): number {
  const parts = Array.from(text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/gy));
  const length = parts.reduce((sum, part) => sum + part[0].length, 0);
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ""] ?? 0), 0);
  if (length !== text.length || !(ms > 0) || !Number.isFinite(ms)) {
    throw new InvalidArgumentError("Give a time above 0 with its unit, as 90s, 30m, 2h or 1h30m.");
  }
  return ms;
}

/** `1h 30m`, `12s`, `500ms`: for messages, rounded to the two largest units. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`;
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [seconds % 60, "s"],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .slice(0, 2)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join(" ");
}
