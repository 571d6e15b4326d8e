import fc from "fast-check";
import { encode } from "../src/index.ts";
import type { PlainRequest } from "./node-crypto.ts";

/** Any text that can be encoded: every code point but half a surrogate pair. */
export const text = fc.string({ unit: "binary", maxLength: 12 });

// "." and ".." are resolved away by every URL parser, and no escape prevents it; a slash would end the segment.
const segment = text.map((value) => value.replaceAll("/", "")).filter((value) => !/^\.{1,2}$/.test(value));

const headerValue = fc.string({ unit: fc.constantFrom(..."abcXYZ019 ,;=:/\t\"'"), maxLength: 12 });
const headerName = fc.constantFrom(
  "x-project-id",
  "region",
  "content-type",
  "x-language",
  "accept",
  "x-note",
);

export const plainRequest: fc.Arbitrary<PlainRequest> = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
  host: fc.constantFrom("hss.cn-north-4.myhuaweicloud.com", "127.0.0.1:8080", "[::1]:9"),
  segments: fc.array(segment, { maxLength: 5 }),
  query: fc.array(fc.tuple(text, text), { maxLength: 5 }),
  headers: fc
    .uniqueArray(fc.tuple(headerName, headerValue), { selector: ([name]) => name, maxLength: 5 })
    // Other types of content are not hashed; that has its own tests.
    .map((pairs) =>
      pairs.map(([name, value]): [string, string] => [
        name,
        name === "content-type" ? "application/json" : value,
      ]),
    ),
  body: text,
});

export const key = fc.record({
  ak: fc.string({ unit: fc.constantFrom(..."ABCXYZ0189"), minLength: 1, maxLength: 20 }),
  sk: fc.string({ unit: "binary", maxLength: 80 }).map((value) => `s${value}k`),
});

/** Whole seconds, as the header has them. */
export const date = fc
  .date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("9999-12-31T23:00:00Z"), noInvalidDate: true })
  .map((value) => new Date(Math.floor(value.getTime() / 1000) * 1000));

export const scope = fc.option(
  fc.record({ region: fc.constantFrom("cn-north-4", "eu-west-101"), service: fc.constantFrom("hss", "ecs") }),
  { nil: undefined },
);

export function urlOf({ host, segments, query }: Pick<PlainRequest, "host" | "segments" | "query">): string {
  const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return `https://${host}/${segments.map(encode).join("/")}${search && `?${search}`}`;
}
