/** What stands at `path` in a parsed document, or undefined where the path leads nowhere. */
export function at(document: unknown, ...path: readonly (string | number)[]): unknown {
  let found = document;
  for (const step of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}
