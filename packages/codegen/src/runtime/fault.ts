import { codePoints } from "./code-points.ts";
import { nearest } from "./nearest.ts";

export interface Fault {
  field: string;
  value: unknown;
  keyword: string;
  limit?: unknown;
  message: string;
}

/** What ajv's compiled code reports. */
export interface SchemaError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  propertyName?: string;
}

export interface CompiledValidator {
  (data: unknown): boolean;
  errors?: SchemaError[] | null;
}

/**
 * Says an ajv error about `root` as a person would; `undefined` for one that another error says better. Values under a
 * secret name are neither shown nor kept.
 */
export function faultOf(
  error: SchemaError,
  root: unknown,
  secrets: readonly string[] = [],
): Fault | undefined {
  const path = error.instancePath.split("/").slice(1).map(unescapePointer);
  const field = fieldName(path);
  const secret = path.some((key) => secrets.includes(key));
  const found = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
  const value = secret ? undefined : found;
  if (error.keyword === "propertyNames") return undefined;
  if (error.propertyName !== undefined) {
    return unknownName(path, error.propertyName, error.params.allowedValues as string[]);
  }
  if (error.keyword === "required") {
    const name = fieldName([...path, String(error.params.missingProperty)]);
    return { field: name, value: undefined, keyword: "required", message: `${name} is required` };
  }
  const name = field === "" ? "the body" : field;
  const said = secret ? "a secret that is not shown" : shown(value);
  const fault = (text: string, limit?: unknown, keyword = error.keyword): Fault => ({
    field,
    value,
    keyword,
    ...(limit !== undefined && { limit }),
    message: `${name} ${text}`,
  });
  const { limit } = error.params;
  switch (error.keyword) {
    case "minimum":
    case "int64Minimum":
      return fault(`is ${said}, below the minimum ${limit}`, limit, "minimum");
    case "maximum":
    case "int64Maximum":
      return fault(`is ${said}, above the maximum ${limit}`, limit, "maximum");
    case "minLength":
      return fault(`is ${length(found)} long, shorter than the minimum ${limit}`, limit);
    case "maxLength":
      return fault(`is ${length(found)} long, longer than the maximum ${limit}`, limit);
    case "minItems":
      return fault(`has ${(value as unknown[]).length} items, fewer than the minimum ${limit}`, limit);
    case "maxItems":
      return fault(`has ${(value as unknown[]).length} items, more than the maximum ${limit}`, limit);
    case "enum": {
      const allowed = error.params.allowedValues as unknown[];
      const near = typeof value === "string" ? nearest(value, allowed.map(String)) : undefined;
      return fault(`is ${said}, not one of ${allowed.join(", ")}${meant(near)}`, allowed);
    }
    case "int64":
      return fault(
        typeof value === "number" && Number.isInteger(value)
          ? `is ${value}, which a number cannot hold exactly: pass a bigint beyond ${Number.MAX_SAFE_INTEGER}`
          : `is ${said}, expected an integer (number or bigint)`,
        "integer",
        "type",
      );
    case "type": {
      const expected = String(error.params.type);
      return fault(`is ${said}, expected ${/^[aeio]/.test(expected) ? "an" : "a"} ${expected}`, expected);
    }
    default:
      return fault(
        `is ${said}, which fails ${error.keyword}${limit === undefined ? "" : ` ${limit}`}`,
        limit,
      );
  }
}

/** The value is not kept: a name with a slip of the pen may be that of a secret. */
function unknownName(path: string[], name: string, allowed: string[]): Fault {
  const field = fieldName([...path, name]);
  const message = `${field} is unknown${meant(nearest(name, allowed))}`;
  return { field, value: undefined, keyword: "unknown", limit: allowed, message };
}

const meant = (near: string | undefined) => (near === undefined ? "" : `; did you mean ${near}?`);
const length = (value: unknown) => `${codePoints(String(value))} characters`;
const unescapePointer = (key: string) => key.replaceAll("~1", "/").replaceAll("~0", "~");

/** `["body", "image_info", "0", "id"]` → `body.image_info[0].id`. */
function fieldName(path: readonly string[]): string {
  return path.reduce((field, key) => {
    if (/^\d+$/.test(key)) return `${field}[${key}]`;
    return field === "" ? key : `${field}.${key}`;
  }, "");
}

/** A value in a message: short, and with its type visible. */
function shown(value: unknown): string {
  if (typeof value === "bigint") return `${value}`;
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
