import { type OperationId, type OperationTypes, operations } from "@hss-kit/contract";
import { responseFaults } from "@hss-kit/contract/validators";
import { sign } from "@hss-kit/signer";
import { expect } from "vitest";
import type { Emulator } from "../../src/emulator.ts";
import { parseJson, stringifyJson } from "../../src/json.ts";

export interface Answer {
  readonly status: number;
  readonly requestId: string | null;
  readonly text: string;
  readonly body: unknown;
}

export interface ErrorAnswer {
  readonly error_code: string;
  readonly error_msg?: string;
  readonly error_description?: string;
  readonly request_id?: string;
}

/** The gateway's own refusals, which the document of the service does not have. */
const GATEWAY_ONLY = [404, 413, 414, 501];

/** Reads an answer, and checks what must be true of every one: its shape, and that it carries a request id. */
export async function read(operation: OperationId, response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text === "" ? undefined : parseJson(text);
  const answer = { status: response.status, requestId: response.headers.get("X-Request-Id"), text, body };
  expect(answer.requestId).toMatch(/^[0-9a-f]{32}$/);
  if (GATEWAY_ONLY.includes(response.status)) expect(body).toHaveProperty("error_code");
  else expect(responseFaults(operation, response.status, body)).toEqual([]);
  return answer;
}

/** The URL of a call, from the contract's table and flat parameters. */
export function urlOf(
  emulator: Emulator,
  operation: OperationId,
  flat: object,
  base = emulator.endpoint,
): string {
  const parameters: Record<string, unknown> = { project_id: emulator.projectId, ...flat };
  const { path, query } = operations[operation];
  const url = new URL(base);
  url.pathname = path.replace(/\{(.+?)\}/g, (_, name: string) =>
    encodeURIComponent(String(parameters[name])),
  );
  for (const name of query) {
    if (parameters[name] !== undefined) url.searchParams.set(name, String(parameters[name]));
  }
  return url.href;
}

/** Signs and sends a request of any shape; returns the bare response. */
export function send(
  emulator: Pick<Emulator, "fetch" | "clock" | "credentials">,
  url: string,
  init: { readonly method?: string; readonly body?: string; readonly headers?: Record<string, string> } = {},
): Promise<Response> {
  const { method = "GET", body } = init;
  const headers = { ...(body !== undefined && { "Content-Type": "application/json" }), ...init.headers };
  const signed = sign({ method, url, headers, ...(body !== undefined && { body }) }, emulator.credentials, {
    date: new Date(emulator.clock.now()),
  });
  return emulator.fetch(url, {
    method,
    headers: { ...headers, ...signed },
    ...(body !== undefined && { body }),
  });
}

/** Calls an operation with flat parameters, signed; returns the checked answer, whatever its status. */
export async function attempt(
  emulator: Emulator,
  operation: OperationId,
  flat: object = {},
): Promise<Answer> {
  const { body } = flat as { body?: unknown };
  const given = flat as Record<string, unknown>;
  const names = operations[operation].header.filter((name) => given[name] !== undefined);
  const response = await send(emulator, urlOf(emulator, operation, flat), {
    method: operations[operation].method,
    headers: Object.fromEntries(names.map((name) => [name, String(given[name])])),
    ...(body !== undefined && { body: stringifyJson(body) }),
  });
  return read(operation, response);
}

/** Calls an operation that must succeed. */
export async function call<Id extends OperationId>(
  emulator: Emulator,
  operation: Id,
  flat: OperationTypes[Id]["parameters"],
): Promise<OperationTypes[Id]["response"]> {
  const answer = await attempt(emulator, operation, flat);
  expect(answer.text, "the call must succeed").not.toContain("error_code");
  expect(answer.status).toBe(200);
  return answer.body as OperationTypes[Id]["response"];
}

/** The one manual task of an emulator that has created one. */
export async function onlyTask(emulator: Emulator) {
  const page = await call(emulator, "listImageScanTask", { type: "image_scan", task_type: "manual" });
  expect(page.total_num).toBe(1);
  const [task] = page.data_list;
  if (task === undefined) throw new Error("total_num is 1 but the list is empty");
  return task;
}

/** The body of an answer that must be this error. */
export function errorOf(answer: Answer, status: number, code: string): ErrorAnswer {
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { error_code: code } });
  return answer.body as ErrorAnswer;
}
