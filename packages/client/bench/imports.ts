import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { median } from "./median.ts";

const ROUNDS = 25;
const exec = promisify(execFile);

/** Milliseconds that an import takes in a process of its own; each process measures itself. */
async function importTime(specifier: string): Promise<number> {
  const code = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start);`;
  const { stdout } = await exec(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: import.meta.dirname,
  });
  return Number(stdout);
}

/** Medians; the two are measured in turns, so that whatever else the machine does meets both. */
export async function measureImports(): Promise<{ client: number; empty: number; difference: number }> {
  const client: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await importTime("data:text/javascript,"));
    client.push(await importTime("@hss-kit/client"));
  }
  const medians = { client: median(client), empty: median(empty) };
  return { ...medians, difference: medians.client - medians.empty };
}
