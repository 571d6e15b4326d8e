/**
 * SHA-256 (FIPS 180-4), synchronous and without a dependency. A library is our usual choice; but the client is measured on its
 * size and on how fast it is imported, and a library's hashes were the larger part of what `sign` adds to a bundle. WebCrypto is
 * asynchronous, and `node:crypto` is not everywhere. `pnpm bench` measures size, import and speed.
 *
 * What is made at the top level is marked pure, so that a bundle that does not hash has none of it.
 */

/** The length of a block in bytes; HMAC pads its key to it. */
export const BLOCK = 64;

/**
 * Data passes through here piece by piece, since to allocate bytes for a short text takes longer than to hash them.
 */
const buffer = /* @__PURE__ */ new ArrayBuffer(4096);
const bytes = /* @__PURE__ */ new Uint8Array(buffer);
const view = /* @__PURE__ */ new DataView(buffer);
const utf8 = /* @__PURE__ */ new TextEncoder();

/** The fractional parts of the cube roots of the first 64 primes (section 4.2.2). */
const roundConstants = /* @__PURE__ */ fractions(Math.cbrt, 64);
/** Those of the square roots of the first 8 (section 5.3.3). */
const initialState = /* @__PURE__ */ fractions(Math.sqrt, 8);
/** The message schedule of the block at hand. */
const schedule = /* @__PURE__ */ new Int32Array(64);

/**
 * The 32 bytes of the hash of text (as UTF-8) or bytes.
 *
 * @param before what precedes the data: nothing, or one block.
 */
export function sha256(data: string | Uint8Array, before?: Uint8Array): Uint8Array {
  const state = initialState.slice();
  let filled = 0;
  let length = 0;
  if (before) {
    bytes.set(before);
    filled = length = before.length;
  }
  for (let read = 0; read < data.length; ) {
    const room = bytes.subarray(filled);
    let written: number;
    if (typeof data === "string") {
      const step = utf8.encodeInto(read > 0 ? data.slice(read) : data, room);
      read += step.read;
      written = step.written;
    } else {
      const piece = data.subarray(read, read + room.length);
      room.set(piece);
      read += written = piece.length;
    }
    length += written;
    filled = compressBlocks(state, filled + written);
  }
  // The end of the message: a bit, zeros to the end of a block, and the length in bits (section 5.1.1).
  const end = filled + 9 > BLOCK ? 2 * BLOCK : BLOCK;
  bytes[filled] = 0x80;
  bytes.fill(0, filled + 1, end);
  view.setUint32(end - 8, length / 2 ** 29);
  view.setUint32(end - 4, length << 3);
  for (let at = 0; at < end; at += BLOCK) compress(state, at);

  for (let i = 0; i < 8; i++) view.setInt32(4 * i, state[i] as number);
  const hash = bytes.slice(0, 32);
  // It may have been a key, or hold a token. Of the schedule only the last block is left.
  bytes.fill(0, 0, Math.max(length, end));
  return hash;
}

/** Works the whole blocks at the start of the buffer into the state, and moves the rest there. @returns the rest's length. */
function compressBlocks(state: Int32Array, filled: number): number {
  let at = 0;
  for (; at + BLOCK <= filled; at += BLOCK) compress(state, at);
  if (at > 0) bytes.copyWithin(0, at, filled);
  return filled - at;
}

/**
 * Works one block into the state (section 6.2.2, whose names these are). Each sum is cut to 32 bits at once: it stays a small
 * integer, without which an engine is slow here until it has optimised the loop.
 */
function compress(state: Int32Array, at: number): void {
  const W = schedule;
  for (let t = 0; t < 16; t++) W[t] = view.getInt32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15] as number;
    const y = W[t - 2] as number;
    const s0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3);
    const s1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10);
    W[t] = ((s0 + (W[t - 16] as number)) | 0) + ((s1 + (W[t - 7] as number)) | 0);
  }
  const H = state as unknown as State;
  let a = H[0];
  let b = H[1];
  let c = H[2];
  let d = H[3];
  let e = H[4];
  let f = H[5];
  let g = H[6];
  let h = H[7];
  for (let t = 0; t < 64; t++) {
    const S1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
    const ch = g ^ (e & (f ^ g));
    const KW = ((roundConstants[t] as number) + (W[t] as number)) | 0;
    const T1 = (((((h + S1) | 0) + ch) | 0) + KW) | 0;
    const S0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
    const maj = (a & b) ^ (c & (a ^ b));
    h = g;
    g = f;
    f = e;
    e = (d + T1) | 0;
    d = c;
    c = b;
    b = a;
    a = (T1 + ((S0 + maj) | 0)) | 0;
  }
  H[0] += a;
  H[1] += b;
  H[2] += c;
  H[3] += d;
  H[4] += e;
  H[5] += f;
  H[6] += g;
  H[7] += h;
}

type State = [number, number, number, number, number, number, number, number];

function rotr(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}

/** The first 32 bits behind the point of a root of each of the first primes, of which at most 64 are wanted: up to 311. */
function fractions(root: (x: number) => number, count: number): Int32Array {
  const found = new Int32Array(count);
  const composite = new Uint8Array(312);
  for (let n = 2, i = 0; i < count; n++) {
    if (composite[n]) continue;
    found[i++] = (root(n) % 1) * 2 ** 32;
    for (let m = n * n; m <= 311; m += n) composite[m] = 1;
  }
  return found;
}
