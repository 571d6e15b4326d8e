import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRetryAfter, retryDelay } from "../src/backoff.ts";
import { startTimer, systemClock } from "../src/clock.ts";
import { nearest } from "../src/nearest.ts";
import { mayHaveArrived } from "../src/retry.ts";
import { encodeUri, fillPath, writeQuery } from "../src/uri.ts";
import { rejection } from "./support/client.ts";

describe("URIs", () => {
  it("encode all but the unreserved characters, and decode to what they were", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
        (text) => {
          const encoded = encodeUri(text);
          expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
          expect(decodeURIComponent(encoded)).toBe(text);
        },
      ),
    );
  });

  it("come through URL parsing unchanged, in a path and in a query", () => {
    const text = fc
      .string({ minLength: 1 })
      .filter((value) => value !== "." && value !== ".." && value.isWellFormed());
    fc.assert(
      fc.property(text, (value) => {
        const path = fillPath("/v5/{a}/x/{b}", { a: "p", b: value });
        const url = new URL(`https://hss.test${path}?${writeQuery({ name: value })}`);
        expect(url.pathname).toBe(path);
        expect(url.searchParams.get("name")).toBe(value);
      }),
    );
  });

  it("repeat a list, leave out what is undefined, and write exact integers", () => {
    expect(writeQuery({ a: ["x", "y"], b: undefined, c: 9223372036854775807n, d: false })).toBe(
      "a=x&a=y&c=9223372036854775807&d=false",
    );
  });
});

describe("waits between attempts", () => {
  it("lie between 0 and a bound that doubles up to 20 s, and never below Retry-After", () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), random, fc.nat(100_000), (failures, chance, asked) => {
        const bound = Math.min(20_000, 1_000 * 2 ** (failures - 1));
        const free = retryDelay(failures, chance);
        expect(free).toBeGreaterThanOrEqual(0);
        expect(free).toBeLessThan(bound);
        expect(retryDelay(failures, chance, asked)).toBe(Math.max(free, asked));
      }),
    );
  });

  it("use the whole range", () => {
    expect([retryDelay(4, 0), retryDelay(4, 0.5), retryDelay(4, 0.999)]).toEqual([0, 4_000, 7_992]);
  });

  it("read Retry-After as seconds and as a date", () => {
    const now = Date.UTC(2026, 0, 1);
    expect(readRetryAfter("7", now)).toBe(7_000);
    expect(readRetryAfter("Thu, 01 Jan 2026 00:01:00 GMT", now)).toBe(60_000);
    expect(readRetryAfter("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
    for (const nothing of [null, "", "soon", "-3"]) expect(readRetryAfter(nothing, now)).toBe(0);
  });
});

describe("a request that failed", () => {
  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("with %s never left", (code) => {
    expect(mayHaveArrived(code)).toBe(false);
  });

  it.each([
    undefined,
    "ECONNRESET",
    "ETIMEDOUT",
    "EPIPE",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
    // The server's word, which in TLS 1.3 comes after the request may have been sent.
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
  ])("with %s may have arrived", (code) => {
    expect(mayHaveArrived(code)).toBe(true);
  });
});

describe("nearest name", () => {
  const names = ["cn-north-4", "cn-north-1", "ap-southeast-1"];

  it.each([
    ["cn-nroth-4", "cn-north-4"],
    ["CN-NORTH-4", "cn-north-4"],
    ["ap-southest-1", "ap-southeast-1"],
    ["then", undefined],
    ["", undefined],
  ])("%j means %j", (name, meant) => {
    expect(nearest(name, names)).toBe(meant);
  });

  it("is the name itself where it is there", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        expect(nearest(name, names)).toBe(name);
      }),
    );
  });
});

describe("the system's clock", () => {
  it("stops sleeping when it is told to", async () => {
    const stop = new AbortController();
    const sleep = systemClock.sleep(3_600_000, stop.signal);
    const reason = new Error("enough");
    stop.abort(reason);
    expect(await rejection(sleep)).toBe(reason);
    expect(await rejection(systemClock.sleep(1, stop.signal))).toBe(reason);
    await systemClock.sleep(1);
  });

  it("does not fire at once where a delay is too long for a timer", async () => {
    let fired = false;
    const cancel = startTimer(() => {
      fired = true;
    }, 2 ** 40);
    await systemClock.sleep(5);
    cancel();
    expect(fired).toBe(false);
  });
});
