import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ErrorCode, errorCodes } from "@hss-kit/contract/errors";
import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../src/", import.meta.url));

/** Every `new ServiceFault(400, "HSS.0001"` of the source. */
const faults = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [
    ...readFileSync(SOURCE + file, "utf8").matchAll(/ServiceFault\(\s*(\d{3}),\s*"((?:HSS|APIGW)\.\d+)"/g),
  ])
  .map(([, status, code]) => [code ?? "", Number(status)] as const);

test("the emulator answers its codes with the statuses that the document's table has for them", () => {
  expect(faults.length).toBeGreaterThan(5);
  const table: Readonly<Record<string, ErrorCode>> = errorCodes;
  for (const [code, status] of faults) expect(table[code]?.statuses, code).toContain(status);
});
