/** Numbers that look random and are the same for the same key, in every engine. Not for secrets. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
  /** A version-4 shaped UUID. */
  uuid(): string;
}

/** FNV-1a over UTF-16 units: spreads the parts of a key over 32 bits. */
function hash(key: readonly (string | number)[]): number {
  let value = 0x811c9dc5;
  for (const part of key) {
    const text = `${part}|`;
    for (let i = 0; i < text.length; i++) {
      value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    }
  }
  return value >>> 0;
}

/** The generator for one thing, named by its key: `random(seed, "image", 12)`. Keys do not influence each other. */
export function random(...key: readonly (string | number)[]): Random {
  let state = hash(key);
  // mulberry32: one 32-bit word of state, good enough for made-up data, and short.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const hex = (length: number): string => {
    let text = "";
    while (text.length < length) text += between(0, 0xffff).toString(16).padStart(4, "0");
    return text.slice(0, length);
  };
  return {
    next,
    between,
    hex,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + between(0, 3)).toString(16)}${hex(3)}-${hex(12)}`,
  };
}
