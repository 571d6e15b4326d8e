import { BLOCK, sha256 } from "./sha256.ts";

const utf8 = /* @__PURE__ */ new TextEncoder();

/**
 * HMAC (RFC 2104) with SHA-256: 32 bytes. Text, of key or data, counts as its UTF-8.
 *
 * Nothing is kept for the next call with the same key: it would save two blocks, and leave a secret in this module.
 */
export function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  const pad = paddedKey(key);
  xor(pad, 0x36);
  const inner = sha256(data, pad);
  xor(pad, 0x36 ^ 0x5c);
  return sha256(inner, pad);
}

/** The key, or of one longer than a block the hash, with zeros up to the length of a block. */
function paddedKey(key: string | Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  if (typeof key === "string") {
    const fits = utf8.encodeInto(key, block).read === key.length;
    return fits ? block : paddedKey(sha256(key));
  }
  block.set(key.length > BLOCK ? sha256(key) : key);
  return block;
}

function xor(block: Uint8Array, byte: number): void {
  for (let i = 0; i < BLOCK; i++) block[i] = (block[i] as number) ^ byte;
}
