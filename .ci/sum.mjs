// Adds up what vitest reported for each package, also for those whose tests turbo took from its cache.
// Plain JavaScript: this runs on whatever Node the machine has.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const under = (folder) => readdirSync(folder).map((name) => `${folder}/${name}`);
const packages = ["spec", ...under("packages"), ...under("apps")].filter((folder) =>
  existsSync(`${folder}/package.json`),
);
let [passed, failed, skipped] = [0, 0, 0];
for (const folder of packages) {
  if (!JSON.parse(readFileSync(`${folder}/package.json`, "utf8")).scripts?.test) continue;
  const file = `${folder}/.reports/tests.json`;
  if (!existsSync(file)) {
    console.log(`${folder}: no report, its tests did not run to their end`);
    failed++;
    continue;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  // A file that does not load fails without failing a test.
  const bad = Math.max(report.numFailedTests, report.numFailedTestSuites);
  console.log(`${folder}: ${report.numPassedTests} passed, ${bad} failed, ${report.numPendingTests} skipped`);
  passed += report.numPassedTests;
  failed += bad;
  skipped += report.numPendingTests;
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(passed === 0 || failed > 0 ? 1 : 0);
