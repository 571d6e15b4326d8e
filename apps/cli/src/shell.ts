/** A word as a POSIX shell reads it back: in quotation marks where it needs them. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line that can be copied and pasted. */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(" ");
}
