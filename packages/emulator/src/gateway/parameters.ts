import type { Int64, OperationId } from "@hss-kit/contract";
import { type ParameterEntry, parameters } from "@hss-kit/contract/parameters";
import { type Fault, requestFaults } from "@hss-kit/contract/validators";
import { parseJson } from "../json.ts";
import { invalidParameter, unreadableRequest } from "../service-fault.ts";
import type { Arrived } from "./credentials.ts";

type Value = string | boolean | Int64 | readonly string[];

/** A text that is no value of the type stays a text, for the validator to refuse. */
function coerce(entry: ParameterEntry, texts: readonly string[]): Value | undefined {
  const [text] = texts;
  if (text === undefined) return undefined;
  switch (entry.type) {
    case "integer": {
      if (!/^-?\d+$/.test(text)) return text;
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : BigInt(text);
    }
    case "number":
      return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
    case "boolean":
      return text === "true" || text === "false" ? text === "true" : text;
    case "array":
      return texts;
    default:
      return text;
  }
}

function decodeBody(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw unreadableRequest("The body is not JSON in UTF-8.");
  }
}

/** The parameters of a request side by side under their wire names, the body under `body`. Of a repeated one the first counts. */
export function flatParameters(
  operation: OperationId,
  path: Readonly<Record<string, string>>,
  request: Arrived,
): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  const query = new URL(request.url).searchParams;
  for (const entry of parameters[operation]) {
    const texts =
      entry.in === "query"
        ? query.getAll(entry.name)
        : [entry.in === "path" ? path[entry.name] : request.headers.get(entry.name)].filter(
            (text): text is string => text != null,
          );
    const value = coerce(entry, texts);
    if (value !== undefined) flat[entry.name] = value;
  }
  if (request.body.length > 0) flat.body = decodeBody(request.body);
  return flat;
}

const ranges: { readonly [keyword: string]: string } = {
  minimum: "must be at least",
  maximum: "must be at most",
  minLength: "length must be at least",
  maxLength: "length must be at most",
  minItems: "items must be at least",
  maxItems: "items must be at most",
  enum: "must be one of",
  type: "must be of the type",
};

/** Says what is wrong by field and limit, without the value: a query's values do not belong into errors. */
function describe({ field, keyword, limit }: Fault): string {
  if (keyword === "required") return `${field} is required`;
  const range = ranges[keyword];
  if (range === undefined || limit === undefined)
    return `${field || "the request"} does not meet "${keyword}"`;
  return `${field} ${range} ${Array.isArray(limit) ? limit.join(", ") : String(limit)}`;
}

/**
 * Checks the parameters against the document. Fields that it does not know are let pass [guess].
 *
 * @returns false where the request is fine but can match nothing: a `scan_status` outside the list, which the lists
 *   answer with no entries and not with an error [doc].
 * @throws ServiceFault HSS.0001 naming every faulty field and its limit.
 */
export function checkParameters(operation: OperationId, flat: Record<string, unknown>): boolean {
  const faults = requestFaults(operation, flat, { unknownFields: "ignore" });
  const hard = faults.filter(({ field, keyword }) => field !== "scan_status" || keyword !== "enum");
  if (hard.length > 0) throw invalidParameter(hard.map(describe).join("; "));
  return faults.length === 0;
}
