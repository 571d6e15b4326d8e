import { defineConfig } from "vitest/config";

/** What every package's tests have in common; a package's `vitest.config.ts` re-exports it or extends it. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Real processes and servers on a shared machine: generous, since no test measures time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The JSON report is what `.ci/run` adds up; as a turbo output it is there after a cache hit too.
    reporters: ["default", ["json", { outputFile: ".reports/tests.json" }]],
    // A test that needs a certain order is a broken test.
    sequence: { shuffle: true },
  },
});
