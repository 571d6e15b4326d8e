import type { OperationId, OperationTypes, paths } from "@hss-kit/contract";
import { operations } from "@hss-kit/contract";
import createOpenapiClient, { type Client } from "openapi-fetch";
import { writeBody } from "./body.ts";
import { createAuthorize, secretsOf } from "./credentials.ts";
import { HssRequestError } from "./errors/request.ts";
import { LightRequest } from "./light.ts";
import { nearest } from "./nearest.ts";
import { type CallOptions, createCall, type Send } from "./operation.ts";
import { type ClientOptions, checkOptions } from "./options.ts";
import { createRedact } from "./redact.ts";
import type { ResumeOptions, ScanOptions } from "./scan/options.ts";
import type { ScanRun } from "./scan/run.ts";
import { createScanner } from "./scan/scanner.ts";
import { createTransport } from "./transport.ts";
import { fillPath, writeQuery } from "./uri.ts";

type NothingRequired<Parameters> = Record<never, never> extends Parameters ? true : false;

/** One operation as a method; its parameters can be left out where none is required. */
export type OperationMethod<Types extends { parameters: object; response: unknown }> =
  NothingRequired<Types["parameters"]> extends true
    ? (parameters?: Types["parameters"], options?: CallOptions) => Promise<Types["response"]>
    : (parameters: Types["parameters"], options?: CallOptions) => Promise<Types["response"]>;

/** Every operation of the contract under its official name, in lower camel case. */
export type OperationMethods = { [Id in keyof OperationTypes]: OperationMethod<OperationTypes[Id]> };

export interface HssClient extends OperationMethods {
  /**
   * The openapi-fetch client over the same transport: retries, signatures and exact integers, but error answers are
   * returned and not thrown, and `project_id` is yours to give.
   */
  readonly raw: Client<paths>;

  /**
   * Scans images: creates a task, finds it, and waits for it. Begins at once, and never creates a second task because
   * an answer was lost.
   * @throws HssRequestError where the options are wrong
   */
  scan(options: ScanOptions): ScanRun;

  /** Waits for a scan task that exists, as `scan` does for its own. */
  resumeScan(taskId: string, options?: ResumeOptions): ScanRun;
}

/** @throws HssConfigError that names the option which is wrong or missing, never its value if that is secret */
export function createClient(options: ClientOptions): HssClient {
  const settings = checkOptions(options);
  const { baseUrl, credentials, projectId } = settings;
  const redact = createRedact(secretsOf(credentials));
  const transport = createTransport({
    ...settings,
    authorize: createAuthorize(credentials, projectId),
    redact,
  });
  const raw = createOpenapiClient<paths>({
    baseUrl,
    // openapi-fetch touches no more of the two than the light ones have.
    Request: LightRequest as unknown as typeof Request,
    fetch: transport as unknown as (input: Request) => Promise<Response>,
    pathSerializer: fillPath,
    querySerializer: writeQuery,
    bodySerializer: (body) => {
      const written = writeBody(body);
      if ("text" in written) return written.text;
      throw new HssRequestError("raw", written.faults);
    },
  });
  const call = createCall(raw.request as unknown as Send, settings, redact);

  const client: Record<string, unknown> = Object.create(strangerPrototype());
  for (const id of Object.keys(operations) as OperationId[]) {
    client[id] = (parameters?: object, callOptions?: CallOptions) => call(id, parameters, callOptions);
  }
  const scanner = createScanner(client as unknown as OperationMethods, call, settings);
  return Object.assign(client, { raw, ...scanner }) as unknown as HssClient;
}

/**
 * Answers for names that the client does not have. A name that looks like a misspelt operation becomes a function that
 * says so when it is called; any other is undefined, as on every object, so that awaiting, inspecting and comparing a
 * client work.
 */
function strangerPrototype(): object {
  const known = [...Object.keys(operations), "scan", "resumeScan"];
  return new Proxy(Object.prototype, {
    get(target, name, receiver): unknown {
      if (typeof name === "symbol" || name in target) return Reflect.get(target, name, receiver);
      const meant = nearest(name, known);
      if (meant === undefined) return undefined;
      return () => {
        throw new TypeError(`hss.${name} is not an operation; did you mean "${meant}"?`);
      };
    },
  });
}
