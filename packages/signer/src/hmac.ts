import { BLOCK, sha256 } from "./sha256.ts";

const utf8 = /* @__PURE__ */ new TextEncoder();

/** HMAC (RFC 2104) with SHA-256: 32 bytes. Text, of key or data, counts as its UTF-8. */
export function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  const pad = new Uint8Array(BLOCK);
  pad.set(keyBytes(key));
  for (let i = 0; i < BLOCK; i++) pad[i] = (pad[i] as number) ^ 0x36;
  const inner = sha256(data, pad);
  for (let i = 0; i < BLOCK; i++) pad[i] = (pad[i] as number) ^ (0x36 ^ 0x5c);
  return sha256(inner, pad);
}

/** A key longer than a block is hashed first. */
function keyBytes(key: string | Uint8Array): Uint8Array {
  const bytes = typeof key === "string" ? utf8.encode(key) : key;
  return bytes.length > BLOCK ? sha256(bytes) : bytes;
}
