/**
 * What importing the package costs in a fresh process, over an empty module, in one run. Each process measures itself; the two
 * take turns, so that whatever else the machine does meets both.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const rounds = 25;
const run = promisify(execFile);

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds. */
async function importTime(specifier: string): Promise<number> {
  const code = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: import.meta.dirname,
  });
  return Number(stdout);
}

const empty: number[] = [];
const signer: number[] = [];
for (let round = 0; round < rounds; round++) {
  empty.push(await importTime("data:text/javascript,"));
  signer.push(await importTime("@hss-kit/signer"));
}
const [without, together] = [median(empty), median(signer)];
console.log(`\nimport in a fresh process (median of ${rounds})`);
console.log(`  an empty module  ${without.toFixed(1).padStart(6)} ms`);
console.log(
  `  the package      ${together.toFixed(1).padStart(6)} ms   +${(together - without).toFixed(1)} ms`,
);
