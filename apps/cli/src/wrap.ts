import stringWidth from "string-width";

/** A blank, a word of a language that has blanks, or a single character of one that has none. */
const PIECES = /\s+|[\u0021-\u02ff]+|./gu;
/** What must not begin a line. */
const CLOSING = /^[，。、；：！？）】》”’～]/u;

/** What must not end one. */
const OPENING = /[（《【“‘]$/u;

/** Breaks a text into lines by the width on a terminal, where a Chinese character takes two places. */
export function wrap(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, Math.max(width, 20)))
    .join("\n");
}

function wrapLine(text: string, width: number): string {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECES) ?? []) {
    const fits = stringWidth(line + piece.trimEnd()) <= width;
    if (fits || line === "" || CLOSING.test(piece)) {
      line += piece;
    } else {
      const held = OPENING.exec(line)?.[0] ?? "";
      lines.push(line.slice(0, line.length - held.length).trimEnd());
      line = held + piece.trimStart();
    }
  }
  return [...lines, line.trimEnd()].join("\n");
}
