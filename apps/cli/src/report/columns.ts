import stringWidth from "string-width";

/**
 * Rows under a line of headings, each column as wide as its widest cell on a terminal, where a Chinese character takes
 * two places. Columns of numbers stand on the right.
 */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [headings, ...rows].map((row) => row.map(printable));
  const widths = headings.map((_heading, at) => Math.max(...lines.map((row) => stringWidth(row[at] ?? ""))));
  const numeric = headings.map(
    (_heading, at) => rows.length > 0 && rows.every((row) => /^[\d-]*$/.test(row[at] ?? "")),
  );
  return lines.map((row) =>
    widths
      .map((width, at) => pad(row[at] ?? "", width, numeric[at] === true))
      .join("  ")
      .trimEnd(),
  );
}

/**
 * The same within a width, where it is known: columns are left out by name, in the order given, until the rest fits.
 * @param expendable headings, what matters least first
 */
export function fittingColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  expendable: readonly string[],
  width: number | undefined,
): string[] {
  const lines = columns(headings, rows);
  const [least, ...others] = expendable;
  if (width === undefined || least === undefined || lines.every((line) => stringWidth(line) <= width)) {
    return lines;
  }
  const at = headings.indexOf(least);
  const without = (cells: readonly string[]) => cells.filter((_cell, index) => index !== at);
  return fittingColumns(without(headings), rows.map(without), others, width);
}

function pad(text: string, width: number, right: boolean): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? blanks + text : text + blanks;
}

/** Without control characters: a name from a registry must not be able to move the cursor. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "\u{fffd}");
}
