import type { Fault } from "@hss-kit/contract/validators";
import { stringifyJson } from "./exact-json.ts";
import { fault } from "./faults.ts";
import { numberFaults } from "./parameters.ts";

/** The body as JSON with exact integers, or what is wrong with it. Each field at fault is named by its path. */
export function writeBody(body: unknown): { text: string; faults: [] } | { faults: Fault[] } {
  let text: string | undefined;
  try {
    text = stringifyJson(body);
  } catch (error) {
    const why = error instanceof RangeError ? "it is nested too deep" : "it contains itself";
    return { faults: [fault("body", undefined, "json", `cannot be written as JSON: ${why}`)] };
  }
  if (text === undefined) {
    return { faults: [fault("body", body, "json", `is a ${typeof body}, which JSON cannot hold`)] };
  }
  const faults = findNumberFaults("body", body);
  return faults.length === 0 ? { text, faults: [] } : { faults };
}

/** Only for values that `JSON.stringify` has taken: they do not contain themselves. */
function findNumberFaults(field: string, value: unknown): Fault[] {
  if (typeof value === "number") return numberFaults(field, value);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    findNumberFaults(Array.isArray(value) ? `${field}[${name}]` : `${field}.${name}`, item),
  );
}
