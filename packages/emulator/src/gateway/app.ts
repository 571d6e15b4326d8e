import type { OperationId } from "@hss-kit/contract";
import { examples } from "@hss-kit/contract/examples";
import { Hono } from "hono";
import type { Handler } from "../operations/handler.ts";
import { ServiceFault } from "../service-fault.ts";
import type { State } from "../state.ts";
import { type Answer, failure, success } from "./answer.ts";
import type { Arrived } from "./credentials.ts";
import { LONGEST_URI, readBody, refuseLongUri } from "./limits.ts";
import { checkParameters, flatParameters } from "./parameters.ts";
import { routes } from "./routes.ts";

/** What the path of a request is made of. */
export interface AppParts {
  /**
   * The operations that are carried out. The others of the contract are checked; then a reading one is answered with the
   * document's example, which a header says, and any other is refused: it would have to change what is not there.
   */
  readonly handlers: { readonly [Id in OperationId]?: Handler<Id> };
  readonly state: State;
  readonly projectId: string;
  /** Throws the gateway's fault where the sender is not who he says. */
  readonly admit: (request: Arrived) => void;
  readonly now: () => number;
  readonly nextRequestId: () => string;
}

const WRONG_PROJECT = "The credentials are not authorized for the project in the path.";

function unpublished(): never {
  throw new ServiceFault(
    404,
    "APIGW.0101",
    "The API does not exist or has not been published in the environment",
  );
}

function notEmulated(operation: OperationId): ServiceFault {
  // The code is nobody's: an answer that the service gives must not be mistaken for this one.
  return new ServiceFault(
    501,
    "EMULATOR.0501",
    `${operation} is not emulated.`,
    `The request is valid, but the emulator does not carry out ${operation}.`,
  );
}

function exampleOf(operation: OperationId, method: string): Answer {
  const [example] = Object.values(examples[operation].answers as Record<string, unknown>);
  if (method !== "GET" || example === undefined) throw notEmulated(operation);
  return { body: example, isExample: true };
}

/**
 * Routes a request and carries it out, in the gateway's order: URI, route, size, sender, project; then the service's:
 * body, parameters, operation.
 */
export function makeApp(parts: AppParts): (request: Request) => Promise<Response> {
  const { handlers, state, projectId, admit, now, nextRequestId } = parts;

  const act = async (
    operation: OperationId,
    path: Readonly<Record<string, string>>,
    request: Request,
  ): Promise<Answer> => {
    const { method, url, headers } = request;
    const arrived = { method, url, headers, body: await readBody(request) };
    admit(arrived);
    if (path.project_id !== undefined && path.project_id !== projectId) {
      throw new ServiceFault(403, "APIGW.0302", WRONG_PROJECT);
    }
    const flat = flatParameters(operation, path, arrived);
    const matchesSomething = checkParameters(operation, flat);
    const handler = handlers[operation] as Handler<OperationId> | undefined;
    if (handler === undefined) return exampleOf(operation, method);
    if (!matchesSomething) return { body: { total_num: 0, data_list: [] } };
    // The validator has just made sure of the shape that the type says.
    return { body: handler(state, flat as Parameters<typeof handler>[1], now()) };
  };

  const answered = async (work: () => Answer | Promise<Answer>): Promise<Response> => {
    const requestId = nextRequestId();
    try {
      return success(await work(), requestId);
    } catch (error) {
      if (error instanceof ServiceFault) return failure(error, requestId);
      throw error;
    }
  };

  const app = new Hono();
  for (const { operation, method, path } of routes) {
    app.on(method, path, (context) =>
      answered(() => {
        const request = context.req.raw;
        // Hono serves HEAD by the handler of GET; the service publishes no HEAD.
        if (request.method !== method) unpublished();
        return act(operation, context.req.param() as Record<string, string>, request);
      }),
    );
  }
  app.notFound(() => answered(unpublished));
  // A mistake of the emulator itself is not disguised as an answer of the service.
  app.onError((error) => {
    throw error;
  });

  return async (request) => {
    const uri = request.url.slice(request.url.indexOf("/", "https://".length));
    return uri.length > LONGEST_URI ? answered(refuseLongUri) : app.fetch(request);
  };
}
