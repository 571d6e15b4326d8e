#!/usr/bin/env node
import { Interrupt } from "./failure.ts";
import { run } from "./run.ts";

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
    // Whoever read our output has left, as `head` does; there is nobody to tell.
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
});
