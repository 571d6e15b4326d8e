import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex } from "../src/hex.ts";
import { hmacSha256 } from "../src/hmac.ts";
import { EMPTY_HASH, sha256Hex } from "../src/payload.ts";
import { sha256 } from "../src/sha256.ts";

const hashOf = (data: string | Uint8Array): string => hex(sha256(data));
const byNode = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const utf8 = new TextEncoder();

/** Any bytes of a length: a short generator instead of a library's, so that a megabyte costs nothing to make. */
function noise(length: number, seed = 1): Uint8Array {
  let x = seed;
  return Uint8Array.from({ length }, () => {
    x = (Math.imul(x, 1_103_515_245) + 12_345) | 0;
    return x >>> 16;
  });
}

describe("SHA-256", () => {
  // The examples that NIST publishes for the Secure Hash Standard: one block, two blocks, four blocks, and a million a's.
  const published: [name: string, text: string, hash: string][] = [
    ["nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "448 bits",
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    [
      "896 bits",
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ],
    [
      "a million a's",
      "a".repeat(1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    ],
  ];

  it.each(published)("of %s is what NIST publishes", (_, text, hash) => {
    expect(hashOf(text)).toBe(hash);
    expect(hashOf(utf8.encode(text))).toBe(hash);
  });

  it("of any bytes is that of node:crypto, at every length up to 300", () => {
    for (let length = 0; length <= 300; length++) {
      const data = noise(length, length + 1);
      expect(hashOf(data), `${length} bytes`).toBe(byNode(data));
    }
  });

  it("of any bytes is that of node:crypto", () => {
    const border = fc.constantFrom(55, 56, 57, 63, 64, 65, 119, 120);
    const data = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      border.chain((length) => fc.uint8Array({ minLength: length, maxLength: length })),
    );
    fc.assert(
      fc.property(data, (bytes) => {
        expect(hashOf(bytes)).toBe(byNode(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it("of any text is that of its UTF-8", () => {
    const text = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(text, (value) => {
        expect(hashOf(value)).toBe(byNode(value));
      }),
    );
  });

  it.each([4095, 4096, 4097, 8191, 8193, 100_000, 1 << 20])(
    "of %i bytes is that of node:crypto",
    (length) => {
      const data = noise(length);
      expect(hashOf(data)).toBe(byNode(data));
    },
  );

  // Characters of two, three and four bytes, moved so that each kind comes to stand across the end of a piece.
  it.each(["é", "镜", "🚀"])("of long text is that of its UTF-8, wherever its %s are split", (char) => {
    for (let shift = 0; shift < 8; shift++) {
      const text = "a".repeat(shift) + char.repeat(6000);
      expect(hashOf(text), `${shift} before`).toBe(byNode(text));
    }
  });

  it("of half a surrogate pair is that of U+FFFD, as every encoder has it", () => {
    const text = `${"a".repeat(4095)}\ud83d${"b".repeat(70)}\ude80`;
    expect(hashOf(text)).toBe(byNode(utf8.encode(text)));
  });

  it("of a part of a buffer is of that part", () => {
    const whole = noise(500);
    expect(hashOf(whole.subarray(13, 401))).toBe(byNode(whole.slice(13, 401)));
  });

  it("does not depend on what was hashed before, and leaves the data and earlier results alone", () => {
    const data = noise(5000);
    const first = sha256(data);
    const kept = hex(first);
    sha256(noise(9000, 2));
    expect(data).toEqual(noise(5000));
    expect(hex(first)).toBe(kept);
    expect(hashOf(data)).toBe(kept);
  });

  it("of nothing need not be computed", () => {
    expect(EMPTY_HASH).toBe(byNode(""));
    expect([sha256Hex(""), sha256Hex(new Uint8Array())]).toEqual([EMPTY_HASH, EMPTY_HASH]);
  });
});

describe("HMAC-SHA256", () => {
  // RFC 4231, sections 4.2 to 4.8; of the fifth case it gives 128 bits.
  const cases: [key: Uint8Array, text: string, hmac: string][] = [
    [
      new Uint8Array(20).fill(0x0b),
      "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    ],
    [
      utf8.encode("Jefe"),
      "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ],
    [new Uint8Array(20).fill(0x0c), "Test With Truncation", "a3b6167473100ee06e0c796c2955552b"],
    [
      new Uint8Array(131).fill(0xaa),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ],
    [
      new Uint8Array(131).fill(0xaa),
      "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
    ],
  ];
  // The third and the fourth hash bytes that are not text.
  const bytewise: [key: Uint8Array, data: Uint8Array, hmac: string][] = [
    [
      new Uint8Array(20).fill(0xaa),
      new Uint8Array(50).fill(0xdd),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    ],
    [
      fromHex("0102030405060708090a0b0c0d0e0f10111213141516171819"),
      new Uint8Array(50).fill(0xcd),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    ],
  ];

  it.each([...cases, ...bytewise])("is that of RFC 4231 (%#)", (key, data, hmac) => {
    expect(hex(hmacSha256(key, data)).slice(0, hmac.length)).toBe(hmac);
  });

  it("is that of node:crypto, with keys around and above the length of a block", () => {
    const byte = fc.uint8Array({ maxLength: 150 });
    const border = fc.constantFrom(63, 64, 65).chain((n) => fc.uint8Array({ minLength: n, maxLength: n }));
    const text = fc.string({ unit: "binary", maxLength: 100 });
    fc.assert(
      fc.property(fc.oneof(byte, border, text), fc.oneof(byte, text), (key, data) => {
        expect(hex(hmacSha256(key, data))).toBe(createHmac("sha256", key).update(data).digest("hex"));
      }),
      { numRuns: 1000 },
    );
  });
});
