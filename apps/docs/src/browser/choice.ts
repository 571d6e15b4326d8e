/** Under this key the reader's language is remembered; its values are the folders' names. */
const KEY = "hss-kit.language";

export function remember(language: string): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser may refuse storage; then nothing is remembered.
  }
}

export function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
