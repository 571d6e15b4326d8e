/** Plain text that stays aligned: Chinese characters take two columns of a terminal. */
export function padEnd(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

function width(text: string): number {
  let columns = 0;
  for (const char of text)
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(char)
      ? 2
      : 1;
  return columns;
}

/** Rows as lines; a column is as wide as its widest cell, numbers stand at the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const columns = rows[0]?.map((_cell, index) => Math.max(...rows.map((row) => width(format(row[index])))));
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const columnWidth = columns?.[index] ?? 0;
        const text = format(cell);
        return typeof cell === "number"
          ? " ".repeat(columnWidth - width(text)) + text
          : padEnd(text, columnWidth);
      })
      .join("  ")
      .trimEnd(),
  );
}

function format(cell: string | number | undefined): string {
  return typeof cell === "number" ? cell.toLocaleString("en") : (cell ?? "");
}

/** `[########------------]` */
export function bar(percent: number, columns = 20): string {
  const done = Math.round((percent / 100) * columns);
  return `[${"#".repeat(done)}${"-".repeat(columns - done)}]`;
}

/** `3 min 12 s` */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** One topic: its name at the left, its lines at the right. */
export function print(topic: string, lines: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    console.log(`${(index === 0 ? topic : "").padEnd(10)}${line}`.trimEnd());
  }
  console.log();
}
