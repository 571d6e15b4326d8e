import type { OperationEntry } from "@hss-kit/contract";
import type { Fault } from "@hss-kit/contract/validators";
import { fault, unknownName } from "./faults.ts";
import { pathNames } from "./uri.ts";

/** A call's flat parameters, sorted by where they go. */
export interface Placed {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, string>;
  body: unknown;
}

/**
 * Puts each parameter where the table of operations says; what cannot be sent as it is comes back as faults. This is
 * what no call can do without; ranges and lengths are for `validate`.
 */
export function placeParameters(
  entry: OperationEntry,
  parameters: Readonly<Record<string, unknown>>,
): { placed: Placed; faults: Fault[] } {
  const placed: Placed = { path: {}, query: {}, header: {}, body: undefined };
  const faults: Fault[] = [];
  const inPath = pathNames(entry.path);

  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    if (name === "body" && entry.body === true) {
      placed.body = value;
    } else if (inPath.includes(name)) {
      faults.push(...pathFaults(name, value));
      placed.path[name] = value;
    } else if (entry.query.includes(name)) {
      faults.push(...scalarFaults(name, value));
      placed.query[name] = value;
    } else if (entry.header.includes(name)) {
      faults.push(...headerFaults(name, value));
      placed.header[name] = String(value);
    } else {
      const known = [...inPath, ...entry.query, ...entry.header, ...(entry.body === true ? ["body"] : [])];
      faults.push(unknownName(name, name, "not a parameter of this operation", known));
    }
  }
  for (const name of inPath) {
    if (placed.path[name] === undefined) faults.push(fault(name, undefined, "required", "is required"));
  }
  return { placed, faults };
}

/** A segment that is empty, `.` or `..` would make another path of it, however it is encoded. */
function pathFaults(name: string, value: unknown): Fault[] {
  if (Array.isArray(value)) return [fault(name, value, "type", "is a list; it must be a single value")];
  const faults = scalarFaults(name, value);
  if (faults.length === 0 && ["", ".", ".."].includes(String(value))) {
    faults.push(fault(name, value, "path", `is ${JSON.stringify(value)}, which cannot stand in a path`));
  }
  return faults;
}

function headerFaults(name: string, value: unknown): Fault[] {
  const faults = scalarFaults(name, value);
  if (faults.length === 0 && !/^[\x20-\x7e]*$/.test(String(value))) {
    const what = `is ${JSON.stringify(value)}; a header can only hold visible ASCII characters and blanks`;
    faults.push(fault(name, value, "header", what));
  }
  return faults;
}

/** Strings, numbers, bigints, booleans, and lists of them. */
function scalarFaults(name: string, value: unknown): Fault[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => scalarFaults(`${name}[${index}]`, item));
  switch (typeof value) {
    case "string":
      return value.isWellFormed()
        ? []
        : [fault(name, value, "unicode", "holds half a surrogate pair, which has no UTF-8 form")];
    case "number":
      return numberFaults(name, value);
    case "bigint":
    case "boolean":
      return [];
    default: {
      const what = value === null ? "null" : typeof value === "object" ? "an object" : `a ${typeof value}`;
      return [
        fault(name, value, "type", `is ${what}; it must be a string, a number or a boolean, or be left out`),
      ];
    }
  }
}

/** Numbers that would not arrive as they were meant; in a body the field is named with its path. */
export function numberFaults(field: string, value: number): Fault[] {
  if (!Number.isFinite(value)) {
    return [fault(field, value, "type", `is ${value}, which no request can hold`)];
  }
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return [];
  const what = `is ${value}, beyond ${Number.MAX_SAFE_INTEGER}, where a number loses digits: give a bigint, as 9223372036854775807n`;
  return [fault(field, value, "int64", what, Number.MAX_SAFE_INTEGER)];
}
