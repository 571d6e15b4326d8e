/**
 * What the client costs, each figure beside what it is measured against, in one run: `node bench/bench.ts` (needs `dist`).
 */

import { gzippedSize } from "./bundle.ts";
import { measureCalls } from "./calls.ts";
import { measureFindings } from "./findings.ts";
import { measureImports } from "./imports.ts";

const rows: string[][] = [["what", "figure", "against", "figure", "difference"]];

const client = await gzippedSize("@hss-kit/client");
const inside = await gzippedSize("openapi-fetch");
const signer = await gzippedSize("@hss-kit/signer");
rows.push([
  "bundle for browsers, min+gz",
  kilobytes(client),
  "openapi-fetch alone (inside)",
  kilobytes(inside),
  `+${kilobytes(client - inside)}`,
]);
rows.push(["", "", "signer alone (inside)", kilobytes(signer), `+${kilobytes(client - signer)}`]);

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
  `x ${calls.ratio.toFixed(2)}`,
]);

const reading = await measureFindings();
rows.push([
  "a million findings, peak memory",
  `${reading.client.peakMegabytes.toFixed(0)} MB`,
  "fetch and JSON.parse alone",
  `${reading.plain.peakMegabytes.toFixed(0)} MB`,
  `x ${(reading.client.peakMegabytes / reading.plain.peakMegabytes).toFixed(2)}`,
]);
rows.push([
  "  of it in use",
  `${reading.client.heapMegabytes.toFixed(0)} MB`,
  "",
  `${reading.plain.heapMegabytes.toFixed(0)} MB`,
  `x ${(reading.client.heapMegabytes / reading.plain.heapMegabytes).toFixed(2)}`,
]);
rows.push([
  "  time",
  `${reading.client.seconds.toFixed(1)} s`,
  "",
  `${reading.plain.seconds.toFixed(1)} s`,
  `x ${(reading.client.seconds / reading.plain.seconds).toFixed(2)}`,
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

function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

function microseconds(ms: number): string {
  return `${(ms * 1000).toFixed(0)} us`;
}
