/** Redoc keeps the reader's choice under this key; the pages beside it follow, and without one the system. */
const KEY = "redoc.colorMode";

export function followColourChoice(): void {
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === "light" || chosen === "dark") document.documentElement.classList.add(chosen);
  } catch {
    // A browser may refuse storage; then the system decides.
  }
}
