import { stringifyJson } from "../json.ts";
import type { ServiceFault } from "../service-fault.ts";

const REQUEST_ID = "X-Request-Id";

/** What the emulator answers where nothing went wrong. */
export interface Answer {
  /** `undefined` for an empty body. */
  readonly body: unknown;
  /** Whether it is the document's example, not made from the emulator's world. */
  readonly isExample?: boolean;
}

/** A 200: with a body as JSON, without one empty, as the service answers creating and stopping a task. */
export function success({ body, isExample }: Answer, requestId: string): Response {
  if (body === undefined) return new Response(null, { status: 200, headers: { [REQUEST_ID]: requestId } });
  const response = json(200, body, requestId);
  if (isExample) response.headers.set("X-Emulator-Answer", "example");
  return response;
}

/** The body of an error: the gateway's carries the request id, the service's carries error_description [live]. */
export function failure(fault: ServiceFault, requestId: string): Response {
  const body = fault.code.startsWith("APIGW.")
    ? { error_msg: fault.message, error_code: fault.code, request_id: requestId }
    : { error_code: fault.code, error_description: fault.description, error_msg: fault.message };
  return json(fault.status, body, requestId);
}

function json(status: number, body: unknown, requestId: string): Response {
  return new Response(stringifyJson(body), {
    status,
    headers: { "Content-Type": "application/json", [REQUEST_ID]: requestId },
  });
}
