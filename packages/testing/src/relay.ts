import { type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";

/** A message as it was on the wire, its body decoded from nothing but the transfer encoding. */
export interface Message {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
export interface Request extends Message {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
}
export interface Answer extends Message {
  readonly status: number;
}

/** Headers that speak of one connection only (RFC 9110, 7.6.1), and the length, which is set from the body. */
const OF_THE_CONNECTION = [
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-length",
];

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/", headers } = incoming;
  return { method, target: url, headers, body: await readBody(incoming) };
}

/** The headers to send on: as received, without those of the connection. */
export function onward(message: Message, extra: OutgoingHttpHeaders = {}): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { ...message.headers };
  for (const name of OF_THE_CONNECTION) delete headers[name];
  return { ...headers, ...extra };
}

/**
 * Sends a message to another origin, with the `Host` header that it came with: a signature may cover it.
 *
 * @throws the connection's error, when there is no answer or it ends early.
 */
export async function send(
  message: Request,
  origin: string,
  options: { signal: AbortSignal; headers?: OutgoingHttpHeaders },
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request({
      hostname,
      port,
      method: message.method,
      path: message.target,
      headers: onward(message, { ...options.headers, ...lengthOf(message) }),
      signal: options.signal,
      agent: false,
    });
    outgoing.once("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(message.body);
  });
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await readBody(incoming) };
}

/** A request that came without a body and without a length goes on without one. */
function lengthOf(message: Message): OutgoingHttpHeaders {
  const had = "content-length" in message.headers || "transfer-encoding" in message.headers;
  return had ? { "content-length": message.body.length } : {};
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}
