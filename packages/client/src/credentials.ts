import { sign } from "@hss-kit/signer";
import { refuse } from "./errors/config.ts";
import { isObject } from "./faults.ts";
import type { LightRequest } from "./light.ts";
import { didYouMean } from "./nearest.ts";

/** An access key, permanent or (with a security token) temporary. */
export interface KeyCredentials {
  ak: string;
  sk: string;
  securityToken?: string;
}

/** A token of IAM; it is valid for 24 hours. */
export interface TokenCredentials {
  token: string;
}

export type Credentials = KeyCredentials | TokenCredentials;

/** Makes the part of a `fetch` that differs from attempt to attempt: the headers, with the credentials in them. */
export type Authorize = (
  request: LightRequest,
  now: number,
) => { method: string; headers: Record<string, string>; body?: string };

export function createAuthorize(credentials: Credentials, projectId: string): Authorize {
  return ({ method, url, headers: given, body }, now) => {
    const headers: Record<string, string> = { "x-project-id": projectId, ...given };
    const init = body === undefined ? { method, headers } : { method, headers, body };
    if ("token" in credentials) {
      headers["X-Auth-Token"] = credentials.token;
    } else {
      // The host is signed too, but every `fetch` sends it by itself.
      Object.assign(headers, sign({ ...init, url }, credentials, { date: new Date(now) }));
    }
    return init;
  };
}

/** All that must never be seen. */
export function secretsOf(credentials: Credentials): string[] {
  if ("token" in credentials) return [credentials.token];
  const { ak, sk, securityToken } = credentials;
  return securityToken === undefined ? [ak, sk] : [ak, sk, securityToken];
}

const FIELDS = ["token", "ak", "sk", "securityToken"];

/**
 * A copy of the credentials after a look at their form; messages never show a value.
 * @throws HssConfigError
 */
export function checkCredentials(given: unknown): Credentials {
  if (!isObject(given)) refuse("credentials", "are missing: give { ak, sk } or { token }");
  for (const name of Object.keys(given)) {
    if (!FIELDS.includes(name)) refuse(`credentials.${name}`, `is unknown${didYouMean(name, FIELDS)}`);
  }
  const { token, ak, sk, securityToken } = given;
  if (token === undefined) {
    const key = { ak: checkSecret("ak", ak), sk: checkSecret("sk", sk) };
    return securityToken === undefined
      ? key
      : { ...key, securityToken: checkSecret("securityToken", securityToken) };
  }
  if (ak !== undefined || sk !== undefined || securityToken !== undefined) {
    refuse("credentials", "hold a token and a key: give { token } or { ak, sk }");
  }
  return { token: checkSecret("token", token) };
}

function checkSecret(name: string, value: unknown): string {
  const option = `credentials.${name}`;
  if (value === undefined) refuse(option, "is missing");
  if (typeof value !== "string") refuse(option, "is not a string");
  if (value === "") refuse(option, "is empty");
  // A line break from a file, or quotation marks around it, would come back as a wrong signature.
  if (!/^[\x21-\x7e]+$/.test(value)) {
    refuse(
      option,
      "holds a blank, a line break or a character outside ASCII, which no credential has: was it cut or copied badly?",
    );
  }
  if (name === "ak" && value.includes(",")) {
    refuse(option, "holds a comma, which would end it in a signature's header");
  }
  return value;
}
