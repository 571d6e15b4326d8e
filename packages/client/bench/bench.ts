/**
 * What the client costs, each figure beside what it is measured against, in one run: `node bench/bench.ts` (needs `dist`).
 */

import { gzippedSize } from "./bundle.ts";
import { measureCalls } from "./calls.ts";
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
