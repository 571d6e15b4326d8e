#!/usr/bin/env node
import { Interrupt } from "./failure.ts";

const OLDEST_NODE = 22;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(`error: hss-scan needs Node ${OLDEST_NODE} or later; this is ${process.versions.node}`);
  process.exit(1);
}

const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // Whoever presses Ctrl-C twice does not want to wait for the goodbye.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort(new Interrupt(name));
  });
}
// Where it cannot be written, there is nowhere left to say so.
process.stderr.on("error", () => undefined);

// After the check above: an older Node could not even load it.
const [{ run }, { StandardOutput }] = await Promise.all([import("./run.ts"), import("./standard-output.ts")]);
const stdout = new StandardOutput(process.stdout);
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
});
await stdout.flushed();
// What nobody waited for, as a help text; who did wait has said it already.
if (stdout.failure !== undefined && process.exitCode === 0) {
  process.stderr.write(`error: ${stdout.failure.message}\n`);
  process.exitCode = 1;
}
// Something may still be waited for, as standard input of which there will be no more.
if (interrupt.signal.aborted) process.exit();
