import { rawOrder, reencode } from "./encode.ts";

/** A name and its value, in the spelling of the canonical request. */
type Parameter = readonly [name: string, value: string];

/** "+" is a space: Go and Node send it so, and it is what a server reads. */
const part = (text: string): string => reencode(text.replaceAll("+", "%20"));

function parameter(pair: string): Parameter {
  const equals = pair.indexOf("=");
  return equals < 0 ? [part(pair), ""] : [part(pair.slice(0, equals)), part(pair.slice(equals + 1))];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = ([a]: Parameter, [b]: Parameter): number => compare(rawOrder(a), rawOrder(b));
const byNameAndValue = (a: Parameter, b: Parameter): number =>
  byName(a, b) || compare(rawOrder(a[1]), rawOrder(b[1]));

/**
 * The query of a parsed URL (with its "?" or not) as the canonical request holds it: sorted by name, then by value, in the
 * order of the decoded bytes.
 *
 * @param inOrder leaves the values of one name in the order in which they are sent, as Java does.
 */
export function canonicalQuery(search: string, inOrder = false): string {
  return search
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => pair !== "")
    .map(parameter)
    .sort(inOrder ? byName : byNameAndValue)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}
