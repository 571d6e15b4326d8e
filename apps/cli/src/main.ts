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
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever read our output has left, as `head` does. The work goes on: its exit code may be a gate's.
    if (error.code !== "EPIPE") throw error;
  });
}

// After the check above: an older Node could not even load it.
const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
});
// Something may still be waited for, as standard input of which there will be no more.
if (interrupt.signal.aborted) process.exit();
