import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type PrismProcess, startPrism } from "./process.ts";
import { type Answer, onward, type Request, readRequest, send } from "./relay.ts";
import { parseViolations, type Violation } from "./violations.ts";

/** Marks the exchange on its way through Prism, in both directions. Neither client nor upstream sees it. */
const EXCHANGE = "x-hss-kit-exchange";

export interface PrismProxyOptions {
  /** Origin of the server that is judged together with its client: `http://127.0.0.1:<port>`. */
  readonly upstream: string;
}

export interface PrismProxy extends PrismProcess {
  /** What Prism faulted so far; of an exchange, before its client has the answer. */
  violations(): readonly Violation[];
  /** How many exchanges were judged. */
  exchanges(): number;
}

interface Exchange {
  readonly request: Request;
  readonly signal: AbortSignal;
  answer?: Answer;
  failure?: unknown;
}

/**
 * Starts a Prism proxy between a client and `upstream`.
 *
 * Prism alone parses each JSON body and writes it anew, sets another `Host`, and rewrites the query: int64 beyond 2^53 come
 * out rounded and signatures break. So Prism stands between two ends that share what it may not change:
 *
 *     client -> front -> Prism -> back -> upstream
 *
 * The front keeps the request as it came and passes it to Prism; the back sends what the front kept, not what Prism wrote;
 * on the way back likewise. Prism judges the exchange and can refuse it, and the front collects what it says.
 *
 * @throws {Error} see {@link startPrism}; a TypeError when `upstream` is not a URL.
 */
export async function startPrismProxy(options: PrismProxyOptions): Promise<PrismProxy> {
  const upstream = new URL(options.upstream).origin;
  const exchanges = new Map<string, Exchange>();
  const violations: Violation[] = [];
  let count = 0;

  const back = await listen(async (incoming, response) => {
    const exchange = exchanges.get(String(incoming.headers[EXCHANGE]));
    if (exchange === undefined) {
      response.writeHead(404).end();
      return;
    }
    try {
      const { request, signal } = exchange;
      exchange.answer = await send(request, upstream, { signal });
    } catch (failure) {
      exchange.failure = failure;
      response.destroy();
      return;
    }
    const id = { [EXCHANGE]: String(incoming.headers[EXCHANGE]) };
    write(response, exchange.answer, id);
  });

  const prism = await startPrism("proxy", [back.url, "--errors=false"]).catch(async (error) => {
    await back.close();
    throw error;
  });

  const front = await listen(async (incoming, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const id = String(++count);
    const exchange: Exchange = { request: await readRequest(incoming), signal: gone.signal };
    exchanges.set(id, exchange);
    try {
      if (!hasReadableBody(exchange.request)) {
        exchange.answer = await send(exchange.request, upstream, { signal: gone.signal });
        violations.push({ ...place(exchange.request, exchange.answer), ...NOT_JSON });
        write(response, exchange.answer);
        return;
      }
      const verdict = await send(exchange.request, prism.url, {
        signal: gone.signal,
        headers: { [EXCHANGE]: id },
      });
      if (exchange.failure !== undefined) throw exchange.failure;
      violations.push(...judge(exchange, verdict));
      write(response, exchange.answer ?? verdict);
    } catch {
      // The upstream dropped the connection, or the client left: the client sees what it would see without a proxy.
      response.destroy();
    } finally {
      exchanges.delete(id);
    }
  });

  return {
    url: front.url,
    log: prism.log,
    violations: () => [...violations],
    exchanges: () => count,
    close: async () => {
      await front.close();
      await prism.close();
      await back.close();
    },
  };
}

/**
 * Throws unless the proxy has judged something and faulted nothing.
 *
 * @throws {Error} that lists every violation, or says that no exchange went through.
 */
export function expectNoViolations(proxy: Pick<PrismProxy, "violations" | "exchanges">): void {
  if (proxy.exchanges() === 0)
    throw new Error("No exchange went through the Prism proxy, so it judged nothing.");
  const lines = proxy
    .violations()
    .map(
      ({ method, path, status, location, message }) =>
        `${method} ${path} (${status}) ${location}: ${message}`,
    );
  if (lines.length > 0) throw new Error(`The document does not allow:\n${lines.join("\n")}`);
}

function judge({ request, answer }: Exchange, verdict: Answer): Violation[] {
  const where = place(request, answer ?? verdict);
  const header = verdict.headers["sl-violations"];
  const found = header === undefined ? [] : parseViolations(String(header));
  // An answer of Prism's own: it could not parse the request or the answer, or fell over its verdict.
  if (!(EXCHANGE in verdict.headers)) {
    const message = `Prism answered ${verdict.status} itself: ${verdict.body.toString("utf8", 0, 2000)}`;
    found.push({ location: "exchange", message });
  }
  return found.map((violation) => ({ ...where, ...violation }));
}

function place(
  { method, target }: Request,
  { status }: Answer,
): Pick<Violation, "method" | "path" | "status"> {
  return { method, path: target.split("?", 1)[0] ?? "", status };
}

const NOT_JSON = {
  location: "request.body",
  message: "The body is not JSON, though its content type says so.",
};

/** Prism 5.16 never answers a request whose JSON cannot be parsed: such a one is judged here and goes past Prism. */
function hasReadableBody({ headers, body }: Request): boolean {
  if (body.length === 0 || !/^application\/(.+\+)?json\b/i.test(headers["content-type"] ?? "")) return true;
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}

function write(response: ServerResponse, answer: Answer, extra: Record<string, string> = {}): void {
  response.sendDate = false;
  response.writeHead(answer.status, onward(answer, { ...extra, ...bodyLength(answer) }));
  response.end(answer.body);
}

/** 204 and 304 have neither body nor length (RFC 9110, 8.6). */
function bodyLength(answer: Answer): Record<string, number> {
  return answer.status === 204 || answer.status === 304 ? {} : { "content-length": answer.body.length };
}

async function listen(
  handle: (incoming: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
