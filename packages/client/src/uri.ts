/**
 * Percent-encoding by RFC 3986: all but `A-Za-z0-9-_.~`. `encodeURIComponent` leaves `!'()*` as they are; the signature's
 * canonical form does not, and what is sent should be what is signed.
 * @throws URIError for half a surrogate pair, which has no UTF-8 form
 */
export function encodeUri(text: string): string {
  // Most texts are words of the API's own.
  if (!/[^\w.~-]/.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `a=1&b=x&b=y`; undefined values are left out, an array is repeated. */
export function writeQuery(values: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) pairs.push(`${encodeUri(name)}=${encodeUri(String(item))}`);
    }
  }
  return pairs.join("&");
}

const partsOf = new Map<string, readonly string[]>();

/** A path template cut at its braces, so that every second part is a name; done once for each of the document's few. */
function cut(template: string): readonly string[] {
  let parts = partsOf.get(template);
  if (parts === undefined) {
    parts = template.split(/[{}]/);
    partsOf.set(template, parts);
  }
  return parts;
}

/** The names between braces in a path template. */
export function pathNames(template: string): readonly string[] {
  return cut(template).filter((_part, index) => index % 2 === 1);
}

/** Fills the `{names}` of a path template; a name without a value stays as it is. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  const fill = (name: string) => {
    const value = values[name];
    return value === undefined || value === null ? `{${name}}` : encodeUri(String(value));
  };
  return cut(template)
    .map((part, index) => (index % 2 === 0 ? part : fill(part)))
    .join("");
}
