/**
 * What the client costs, each figure beside what it is measured against, in one run: `node bench/bench.ts` (needs `dist`).
 */

import { bundleSize } from "./bundle.ts";
import { measureCalls } from "./calls.ts";
import { measureFindings } from "./findings.ts";
import { measureImports } from "./imports.ts";

const rows: string[][] = [["what", "figure", "against", "figure", "difference"]];

const client = await bundleSize("@hss-kit/client");
const inside = await bundleSize("openapi-fetch", "{ default }");
const signer = await bundleSize("@hss-kit/signer", "{ sign }");
rows.push([
  "bundle for browsers, min+gz, at the start",
  kilobytes(client.start),
  "openapi-fetch alone (inside)",
  kilobytes(inside.whole),
  `+${kilobytes(client.start - inside.whole)}`,
]);
rows.push([
  "  with what a scan loads",
  kilobytes(client.whole),
  "the signer's sign alone (inside)",
  kilobytes(signer.whole),
  `+${kilobytes(client.whole - signer.whole)}`,
]);

const imports = await measureImports();
rows.push([
  "import, fresh process",
  milliseconds(imports.client),
  "an empty module",
  milliseconds(imports.empty),
  `+${milliseconds(imports.difference)}`,
]);

const calls = await measureCalls();
rows.push([
  "one signed GET, loopback",
  microseconds(calls.signed),
  "fetch, same bytes",
  microseconds(calls.plain),
  times(calls.signed, calls.plain),
]);
rows.push([
  "  without the signature",
  microseconds(calls.unsigned),
  "",
  microseconds(calls.plain),
  times(calls.unsigned, calls.plain),
]);

const reading = await measureFindings();
rows.push([
  "a million findings, peak memory",
  megabytes(reading.client.peakMegabytes),
  "fetch and JSON.parse alone",
  megabytes(reading.plain.peakMegabytes),
  times(reading.client.peakMegabytes, reading.plain.peakMegabytes),
]);
rows.push([
  "  with --max-semi-space-size=2",
  megabytes(reading.clientSmall.peakMegabytes),
  "",
  megabytes(reading.plainSmall.peakMegabytes),
  times(reading.clientSmall.peakMegabytes, reading.plainSmall.peakMegabytes),
]);
const [first = Number.NaN] = reading.live;
const last = reading.live.at(-1) ?? Number.NaN;
rows.push([
  "  in use after a collection, at the end",
  megabytes(last),
  "after the first tenth",
  megabytes(first),
  times(last, first),
]);
rows.push([
  "  time",
  `${reading.client.seconds.toFixed(1)} s`,
  "",
  `${reading.plain.seconds.toFixed(1)} s`,
  times(reading.client.seconds, reading.plain.seconds),
]);

const widths = rows[0]?.map((_cell, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
for (const row of rows)
  console.log(
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function megabytes(amount: number): string {
  return `${amount.toFixed(0)} MB`;
}

function times(figure: number, against: number): string {
  return `x ${(figure / against).toFixed(2)}`;
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

function microseconds(ms: number): string {
  return `${(ms * 1000).toFixed(0)} us`;
}
