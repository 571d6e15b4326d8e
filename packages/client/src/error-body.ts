import { isObject } from "./faults.ts";

/** What an error answer says, whichever form its body has. */
export interface ErrorSays {
  /** `HSS.1005`, `APIGW.0308`, `00000010`… */
  code?: string | undefined;
  message?: string | undefined;
  /** The service's longer text: beside "Invalid parameter." it is what names the field. */
  description?: string | undefined;
  requestId?: string | undefined;
  /** Present where IAM refused; readable only through STS. */
  encodedAuthorizationMessage?: string | undefined;
}

/** The names under which each part is known to come, the likeliest first. */
const NAMES: readonly [keyof ErrorSays, ...string[]][] = [
  ["code", "error_code", "errorCode", "code"],
  ["message", "error_msg", "errorMsg", "message"],
  ["description", "error_description"],
  ["requestId", "request_id", "requestId"],
  ["encodedAuthorizationMessage", "encoded_authorization_message"],
];

const LONGEST_EXCERPT = 300;

/**
 * Reads every form of error body that the service, its gateway and the proxies in between are known to send:
 * `error_code`/`error_msg`/`error_description`, `errorCode`/`errorMsg`, `code`/`message`, each of them one level deeper
 * or in `details[]`, numeric codes, plain text, an HTML page (its title), nothing.
 * @param body the body as parsed JSON, or its text where it is not JSON; undefined where it is empty
 */
export function readErrorBody(body: unknown): ErrorSays {
  if (typeof body === "string") return { message: excerpt(body) };
  if (!isObject(body)) return {};
  const outer = readFields(body);
  let says = outer;
  for (const value of Object.values(body)) {
    if (says.code !== undefined) break;
    const inner = Array.isArray(value) ? value[0] : value;
    if (!isObject(inner)) continue;
    says = { ...outer, ...readFields(inner) };
    if (outer.requestId !== undefined) says.requestId = outer.requestId;
  }
  return says;
}

function readFields(body: Readonly<Record<string, unknown>>): ErrorSays {
  const says: ErrorSays = {};
  for (const [field, ...names] of NAMES) {
    const text = names.map((name) => readText(body[name])).find((one) => one !== undefined);
    if (text !== undefined) says[field] = text;
  }
  return says;
}

function readText(value: unknown): string | undefined {
  if (typeof value === "string") return excerpt(value);
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}

/** The title of an HTML page, else the text on one line; at most 300 characters. */
export function excerpt(text: string): string | undefined {
  const start = text.slice(0, 10_000);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(start)?.[1];
  const plain = title ?? (/^\s*</.test(start) ? start.replace(/<[^>]*>/g, " ") : start);
  const line = plain.replace(/\s+/g, " ").trim();
  if (line === "") return undefined;
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line;
}
