import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// The tests mostly wait for a browser: with one file after the other, as on two processors, they would take twice as long.
export default mergeConfig(shared, defineConfig({ test: { maxWorkers: 2 } }));
