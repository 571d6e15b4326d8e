import { excerpt } from "./error-body.ts";
import type { CallDetails } from "./errors/error.ts";
import { HssResponseError } from "./errors/response.ts";
import { parseJson } from "./exact-json.ts";
import type { Redact } from "./redact.ts";

/** What travels beside the request, for retrying and for errors. */
export interface CallContext {
  operation?: string;
  /** The path's template; `hss.raw` has none. */
  path?: string;
  /** Milliseconds for the call with its retries. */
  deadline?: number;
  /** Is told of each answer that arrives, also of those after which the request is sent again. */
  watch?: (answer: AnswerTimes) => void;
}

/** Times of an answer, in milliseconds: by the client's clock, and `date` by the service's; NaN where it gave none. */
export interface AnswerTimes {
  sent: number;
  received: number;
  date: number;
}

/**
 * What openapi-fetch builds for every call, in place of the platform's `Request`, which costs more than the rest of the
 * client together. It keeps the body as text, so that signing needs no `await`. openapi-fetch adds the fields of
 * `CallContext` to it, because they are in its options and not in the class.
 */
export class LightRequest {
  declare readonly url: string;
  declare readonly method: string;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly body: string | undefined;
  declare readonly signal: AbortSignal | undefined;

  constructor(url: string, init: { method: string; headers: Headers; body?: string; signal?: AbortSignal }) {
    this.url = url;
    this.method = init.method;
    this.headers = Object.fromEntries(init.headers);
    this.body = init.body;
    this.signal = init.signal ?? undefined;
  }
}

const utf8 = /* @__PURE__ */ new TextDecoder();

/**
 * An answer that has arrived whole. It is a `Response` as far as openapi-fetch looks, except that its JSON keeps 64-bit
 * integers exact.
 */
export class LightResponse {
  declare readonly status: number;
  declare readonly ok: boolean;
  declare readonly url: string;
  declare readonly headers: Headers;
  declare readonly attempts: number;
  readonly #bytes: ArrayBuffer;
  readonly #call: CallDetails;
  readonly #redact: Redact;

  constructor(
    from: Response,
    rest: { bytes: ArrayBuffer; url: string; attempts: number; call: CallDetails; redact: Redact },
  ) {
    this.status = from.status;
    this.ok = from.ok;
    this.url = rest.url;
    // Operations ask for the text and parse it themselves; `hss.raw` must be made to ask for `json()`.
    this.headers =
      rest.call.operation === undefined ? withLength(from.headers, rest.bytes.byteLength) : from.headers;
    this.attempts = rest.attempts;
    this.#bytes = rest.bytes;
    this.#call = rest.call;
    this.#redact = rest.redact;
  }

  get requestId(): string | undefined {
    return this.headers.get("X-Request-Id") ?? undefined;
  }

  async text(): Promise<string> {
    return utf8.decode(this.#bytes);
  }

  async json(): Promise<unknown> {
    return this.parse(await this.text());
  }

  /** @throws HssResponseError that shows how a text begins that is not JSON */
  parse(text: string): unknown {
    try {
      return parseJson(text);
    } catch {
      const type = this.headers.get("Content-Type") ?? "no content type";
      const begins = this.#redact(excerpt(text)?.slice(0, 80) ?? "");
      throw new HssResponseError(
        this.#call,
        this.status,
        `answered ${this.status} with something that is not JSON, or was cut short (${type}, ${this.#bytes.byteLength} bytes: "${begins}")`,
        this.requestId,
      );
    }
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes;
  }

  async blob(): Promise<Blob> {
    return new Blob([this.#bytes], { type: this.headers.get("Content-Type") ?? "" });
  }

  get body(): ReadableStream<Uint8Array> {
    return new Blob([this.#bytes]).stream();
  }
}

/** Without a length, openapi-fetch parses the text with `JSON.parse`; with one, it asks the answer for its `json()`. */
function withLength(headers: Headers, bytes: number): Headers {
  const copy = new Headers(headers);
  copy.delete("Transfer-Encoding");
  copy.set("Content-Length", String(bytes));
  return copy;
}
