import stringWidth from "string-width";

/**
 * A blank, or what must stay on one line: a word of a language that has blanks, or a single character of one that has
 * none, with the brackets that open before it and the marks that close after it.
 */
const PIECES = /\s+|[（《【“‘]*(?:[\u0021-\u02ff]+|\S)[，。、；：！？）】》”’～]*/gu;

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
    if (line === "" || stringWidth(line + piece.trimEnd()) <= width) {
      line += piece;
    } else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return [...lines, line.trimEnd()].join("\n");
}
