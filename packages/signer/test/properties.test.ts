import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate } from "../src/date.ts";
import { encode, type SignableRequest, sign, type Verification, verify } from "../src/index.ts";
import { date, key, plainRequest, scope, text, urlOf } from "./arbitraries.ts";
import { authorizationByNode, type PlainRequest } from "./node-crypto.ts";

const toRequest = (plain: PlainRequest): SignableRequest => ({ ...plain, url: urlOf(plain) });

function check(request: SignableRequest, added: Record<string, string>, sk: string, now: Date): Verification {
  const headers = new Map([
    ...(request.headers as [string, string][]),
    ...Object.entries(added).map(([name, value]): [string, string] => [name.toLowerCase(), value]),
  ]);
  return verify({ ...request, headers }, () => ({ sk }), { now });
}

describe("encode", () => {
  it("is RFC 3986: unreserved characters stay, all else is upper-case escapes of its UTF-8, and decodes to itself", () => {
    fc.assert(
      fc.property(text, (value) => {
        const encoded = encode(value);
        expect(encoded).toMatch(/^([A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(encoded).not.toMatch(/%(2D|2E|3[0-9]|4[1-9A-F]|5[0-9A]|5F|6[1-9A-F]|7[0-9A]|7E)/);
        expect(decodeURIComponent(encoded)).toBe(value);
      }),
    );
  });
});

describe("what is signed", () => {
  it("is what node:crypto computes from the plain parts", () => {
    fc.assert(
      fc.property(plainRequest, key, date, scope, (plain, pair, when, where) => {
        const signed = sign(toRequest(plain), pair, { date: when, ...(where && { scope: where }) });
        expect(signed.Authorization).toBe(authorizationByNode(plain, pair, formatDate(when), where));
      }),
    );
  });

  it("verifies", () => {
    fc.assert(
      fc.property(plainRequest, key, date, scope, (plain, pair, when, where) => {
        const request = toRequest(plain);
        const added = sign(request, pair, { date: when, ...(where && { scope: where }) });
        const result = check(request, added, pair.sk, when);
        expect(result).toMatchObject({ ok: true, ak: pair.ak, date: when });
      }),
    );
  });

  it("does not depend on the order of the query, the order of the headers, or the case of their names", () => {
    const shuffled = plainRequest.chain((plain) =>
      fc.record({
        plain: fc.constant(plain),
        query: fc.shuffledSubarray([...plain.query], { minLength: plain.query.length }),
        headers: fc.shuffledSubarray([...plain.headers], { minLength: plain.headers.length }),
        upper: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(shuffled, key, date, ({ plain, query, headers, upper }, pair, when) => {
        const other = toRequest({
          ...plain,
          query,
          headers: headers.map(([name, value]) => [upper ? name.toUpperCase() : name, value] as const),
        });
        expect(sign(other, pair, { date: when })).toEqual(sign(toRequest(plain), pair, { date: when }));
      }),
    );
  });

  it("does not depend on how the URL spells what it says", () => {
    const lower = (url: string): string => url.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
    const plus = (url: string): string => {
      const [path = "", query] = url.split("?");
      return query === undefined ? path : `${path}?${query.replaceAll("%20", "+")}`;
    };
    fc.assert(
      fc.property(plainRequest, key, date, (plain, pair, when) => {
        const request = toRequest(plain);
        const expected = sign(request, pair, { date: when });
        for (const respell of [lower, plus]) {
          expect(sign({ ...request, url: respell(urlOf(plain)) }, pair, { date: when })).toEqual(expected);
        }
      }),
    );
  });
});

describe("what was changed after signing", () => {
  /** Puts another character at one place, or one more at the end. */
  const change = (value: string, at: number, char: string): string => {
    const chars = [...value];
    chars[at % (chars.length + 1)] = char;
    return chars.join("");
  };
  const letter = fc.constantFrom(..."abcXYZ019-_");
  const at = fc.nat({ max: 20 });

  function rejects(
    name: string,
    mutate: (plain: PlainRequest, at: number, char: string) => PlainRequest,
  ): void {
    it(`does not verify: ${name}`, () => {
      fc.assert(
        fc.property(plainRequest, key, date, at, letter, (plain, pair, when, index, char) => {
          const changed = mutate(plain, index, char);
          fc.pre(JSON.stringify(changed) !== JSON.stringify(plain));
          const added = sign(toRequest(plain), pair, { date: when });
          expect(check(toRequest(changed), added, pair.sk, when)).toMatchObject({
            ok: false,
            stage: "signature",
          });
        }),
      );
    });
  }

  rejects("the method", (plain, index) => ({
    ...plain,
    method: ["GET", "POST", "PUT", "DELETE", "PATCH"][index % 5] ?? "GET",
  }));
  rejects("the path", (plain, index, char) => {
    const i = index % (plain.segments.length || 1);
    const segments = plain.segments.length ? [...plain.segments] : [""];
    segments[i] = change(segments[i] ?? "", index, char);
    return { ...plain, segments };
  });
  rejects("the name or the value of a query parameter", (plain, index, char) => {
    const query = plain.query.length ? [...plain.query] : [["", ""] as const];
    const i = index % query.length;
    const [name, value] = query[i] ?? ["", ""];
    query[i] = index % 2 ? [change(name, index, char), value] : [name, change(value, index, char)];
    return { ...plain, query };
  });
  rejects("a parameter left out", (plain) => ({ ...plain, query: plain.query.slice(1) }));
  rejects("the host", (plain) => ({ ...plain, host: "elsewhere.example.com" }));
  rejects("a signed header", (plain, index, char) => {
    const headers = [...plain.headers];
    const i = index % (headers.length || 1);
    const [name, value] = headers[i] ?? [];
    const next = change(value ?? "", index, char);
    // Spaces around a value are not part of it.
    if (name !== undefined && next.trim() !== value?.trim()) headers[i] = [name, next];
    return { ...plain, headers };
  });
  rejects("the body", (plain, index, char) => ({ ...plain, body: change(plain.body, index, char) }));

  it("does not verify: the date, even by a second", () => {
    fc.assert(
      fc.property(plainRequest, key, date, fc.integer({ min: 1, max: 899 }), (plain, pair, when, seconds) => {
        const request = toRequest(plain);
        const added = sign(request, pair, { date: when });
        const later = formatDate(new Date(when.getTime() + seconds * 1000));
        expect(check(request, { ...added, "X-Sdk-Date": later }, pair.sk, when)).toMatchObject({
          ok: false,
          stage: "signature",
        });
      }),
    );
  });

  it("does not verify: a digit of the signature", () => {
    fc.assert(
      fc.property(plainRequest, key, date, fc.integer({ min: 1, max: 64 }), (plain, pair, when, back) => {
        const request = toRequest(plain);
        const added = sign(request, pair, { date: when });
        const authorization = added.Authorization ?? "";
        const place = authorization.length - back;
        const digit = authorization[place] === "0" ? "1" : "0";
        const wrong = authorization.slice(0, place) + digit + authorization.slice(place + 1);
        expect(check(request, { ...added, Authorization: wrong }, pair.sk, when)).toMatchObject({
          ok: false,
          stage: "signature",
        });
      }),
    );
  });

  it("does not verify: with another secret key", () => {
    fc.assert(
      fc.property(plainRequest, key, date, scope, (plain, pair, when, where) => {
        const request = toRequest(plain);
        const added = sign(request, pair, { date: when, ...(where && { scope: where }) });
        expect(check(request, added, `${pair.sk}x`, when)).toMatchObject({ ok: false, stage: "signature" });
      }),
    );
  });

  it("verifies all the same where only what is not signed was added", () => {
    fc.assert(
      fc.property(plainRequest, key, date, text, (plain, pair, when, value) => {
        const request = toRequest(plain);
        const added = sign(request, pair, { date: when });
        const more = {
          ...request,
          headers: [...plain.headers, ["user-agent", value], ["via", "1.1 proxy"]] as [string, string][],
        };
        expect(check(more, added, pair.sk, when).ok).toBe(true);
      }),
    );
  });
});
