import { rawOrder, reencode } from "./encode.ts";

/**
 * How a sender orders the query that it signs:
 * - `sorted`: by key, then by value (Python, Go, Node; what `sign` does);
 * - `inOrder`: by key, the values of one key in the order in which they are sent (Java).
 */
export type QuerySpelling = "sorted" | "inOrder";

interface Parameter {
  readonly key: string;
  readonly value: string;
}

/** "+" is a space: Go and Node send it so, and it is what a server reads. */
const part = (text: string): string => reencode(text.replaceAll("+", "%20"));

function parameters(search: string): Parameter[] {
  const found: Parameter[] = [];
  for (const pair of search.replace(/^\?/, "").split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    found.push(
      equals < 0
        ? { key: part(pair), value: "" }
        : { key: part(pair.slice(0, equals)), value: part(pair.slice(equals + 1)) },
    );
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const orders: { readonly [Spelling in QuerySpelling]: (a: Parameter, b: Parameter) => number } = {
  sorted: (a, b) => orders.inOrder(a, b) || compare(rawOrder(a.value), rawOrder(b.value)),
  inOrder: (a, b) => compare(rawOrder(a.key), rawOrder(b.key)),
};

/** The query of a parsed URL (`?` or not) as the canonical request holds it. */
export function canonicalQuery(search: string, spelling: QuerySpelling = "sorted"): string {
  return parameters(search)
    .sort(orders[spelling])
    .map(({ key, value }) => `${key}=${value}`)
    .join("&");
}
