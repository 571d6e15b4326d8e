import type { OperationId } from "@hss-kit/contract";
import { operations } from "@hss-kit/contract";
import type { Fault } from "@hss-kit/contract/validators";
import { writeBody } from "./body.ts";
import { readErrorBody } from "./error-body.ts";
import type { CallDetails } from "./errors/error.ts";
import { HssRequestError } from "./errors/request.ts";
import { HssResponseError } from "./errors/response.ts";
import { HssServiceError } from "./errors/service.ts";
import { fault, isObject, optionFaults } from "./faults.ts";
import type { CallContext, LightResponse } from "./light.ts";
import type { Settings } from "./options.ts";
import { placeParameters } from "./parameters.ts";
import type { Redact } from "./redact.ts";

export interface CallOptions {
  /** Aborting it ends the call; the call then throws the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds for this call with all its attempts, in place of the client's. */
  deadline?: number;
}

/** The part of openapi-fetch that is called here, without its types: an operation is known by its name only at run time. */
export type Send = (
  method: string,
  path: string,
  init: CallContext & Record<string, unknown>,
) => Promise<{ data?: string; error?: unknown; response: LightResponse }>;

/** Calls any operation of the contract by its name. */
export type Call = (
  operation: OperationId,
  parameters?: object,
  options?: CallOptions,
  watch?: CallContext["watch"],
) => Promise<unknown>;

/**
 * @throws HssRequestError before anything is sent; HssServiceError, HssResponseError; whatever the transport throws
 */
export function createCall(send: Send, settings: Settings, redact: Redact): Call {
  const { projectId, enterpriseProjectId, validate } = settings;
  return async (operation, parameters = {}, options = {}, watch = undefined) => {
    refuse(operation, optionFaults("options", options, OPTION_NAMES));
    if (!isObject(parameters)) {
      refuse(operation, [fault("parameters", undefined, "type", "are not an object")]);
    }
    const { signal, deadline } = options;
    const entry = operations[operation];
    const flat: Record<string, unknown> = { project_id: projectId };
    if (enterpriseProjectId !== undefined && entry.query.includes("enterprise_project_id")) {
      flat.enterprise_project_id = enterpriseProjectId;
    }
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) flat[name] = value;

    const { placed, faults } = placeParameters(entry, flat);
    const written = placed.body === undefined ? undefined : writeBody(placed.body);
    if (written !== undefined) faults.push(...written.faults);
    if (validate !== undefined && faults.length === 0) faults.push(...validate(operation, flat));
    refuse(operation, faults);

    const call: CallDetails = { operation, method: entry.method, path: entry.path };
    const { data, error, response } = await send(entry.method, entry.path, {
      params: { path: placed.path, query: placed.query, header: placed.header },
      ...(written !== undefined && "text" in written && { body: written.text, bodySerializer: asItIs }),
      ...(signal !== undefined && { signal }),
      ...(deadline !== undefined && { deadline }),
      ...(watch !== undefined && { watch }),
      parseAs: "text",
      operation,
      path: entry.path,
    });
    if (response.ok && entry.binary) return response.blob();
    if (response.ok) return requireAnswer(call, data?.trim() ? response.parse(data) : undefined, response);
    const says = readErrorBody(error);
    if (says.message !== undefined) says.message = redact(says.message);
    if (says.description !== undefined) says.description = redact(says.description);
    says.requestId = response.requestId ?? says.requestId;
    throw new HssServiceError(call, response.status, says, response.attempts);
  };
}

const asItIs = (text: unknown) => text;

/** What must be there for the call to make sense cannot be missing; a POST or PUT may well answer nothing. */
function requireAnswer(call: CallDetails, data: unknown, response: LightResponse): unknown {
  if (call.method !== "GET" || (typeof data === "object" && data !== null)) return data;
  const what = data === undefined ? "an empty body" : String(data).slice(0, 40);
  throw new HssResponseError(
    call,
    response.status,
    `answered ${response.status} with ${what} where a JSON object belongs`,
    response.requestId,
  );
}

const OPTION_NAMES = ["signal", "deadline"];

function refuse(operation: string, faults: readonly Fault[]): void {
  if (faults.length > 0) throw new HssRequestError(operation, faults);
}
