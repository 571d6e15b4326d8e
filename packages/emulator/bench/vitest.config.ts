import { defineConfig } from "vitest/config";

/** Not a test: run by `pnpm bench`, because the Prism fixture needs vitest around it. */
export default defineConfig({
  test: { include: ["bench/*.bench.ts"], testTimeout: 300_000, disableConsoleIntercept: true },
});
