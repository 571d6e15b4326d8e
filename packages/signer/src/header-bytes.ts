/**
 * Header values arrive as text of one character a byte. A sender that wrote UTF-8 signed the characters that it meant
 * (Python), so bytes that are UTF-8 are read as such; others stand for themselves.
 */
export function asSigned(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(value, (char) => char.charCodeAt(0)),
    );
  } catch {
    return value;
  }
}
