/**
 * Loaded into the Prism process before Prism. Its standard input is a pipe that the test process holds and never
 * writes to; the operating system closes it however that process ends, SIGKILL included, and so no Prism is left behind.
 */
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
process.stdin.resume();
