/** What an error answer says, whichever form its body has. */
export interface ErrorSays {
  /** `HSS.1005`, `APIGW.0308`, `00000010`… */
  code: string | undefined;
  message: string | undefined;
  requestId: string | undefined;
  /** Present where IAM refused; readable only through STS. */
  encodedAuthorizationMessage: string | undefined;
}

const LONGEST_EXCERPT = 300;

/**
 * Reads every form of error body that the service, its gateway and the proxies in between are known to send:
 * `error_code`/`error_msg`/`error_description`, `errorCode`/`errorMsg`, `code`/`message`, each of them one level deeper
 * or in `details[]`, numeric codes, plain text, an HTML page (its title), nothing.
 * @param body the body as parsed JSON, or its text where it is not JSON; undefined where it is empty
 */
export function readErrorBody(body: unknown): ErrorSays {
  if (typeof body === "string") return { ...NOTHING, message: excerpt(body) };
  if (!isObject(body)) return NOTHING;
  const outer = readFields(body);
  let says = outer;
  for (const value of Object.values(body)) {
    if (says.code !== undefined) break;
    const inner = Array.isArray(value) ? value[0] : value;
    if (isObject(inner)) says = merge(outer, readFields(inner));
  }
  return says;
}

const NOTHING: ErrorSays = {
  code: undefined,
  message: undefined,
  requestId: undefined,
  encodedAuthorizationMessage: undefined,
};

function readFields(body: Readonly<Record<string, unknown>>): ErrorSays {
  return {
    code: firstText(body, ["error_code", "errorCode", "code"]),
    message: firstText(body, ["error_msg", "errorMsg", "error_description", "message"]),
    requestId: firstText(body, ["request_id", "requestId"]),
    encodedAuthorizationMessage: firstText(body, ["encoded_authorization_message"]),
  };
}

function merge(outer: ErrorSays, inner: ErrorSays): ErrorSays {
  return {
    code: inner.code,
    message: inner.message ?? outer.message,
    requestId: outer.requestId ?? inner.requestId,
    encodedAuthorizationMessage: outer.encodedAuthorizationMessage ?? inner.encodedAuthorizationMessage,
  };
}

function firstText(body: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = body[name];
    if (typeof value === "string" && value !== "") return excerpt(value);
    if (typeof value === "number" || typeof value === "bigint") return String(value);
  }
  return undefined;
}

/** The title of an HTML page, else the text on one line; at most 300 characters. */
export function excerpt(text: string): string | undefined {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text.slice(0, 10_000))?.[1];
  const plain = title ?? (/^\s*</.test(text) ? text.slice(0, 10_000).replace(/<[^>]*>/g, " ") : text);
  const line = plain.slice(0, 10_000).replace(/\s+/g, " ").trim();
  if (line === "") return undefined;
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
