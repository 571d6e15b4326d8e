/**
 * Percent-encoding by RFC 3986: all but `A-Za-z0-9-_.~`. `encodeURIComponent` leaves `!'()*` as they are; the signature's
 * canonical form does not, and what is sent should be what is signed.
 * @throws URIError for half a surrogate pair, which has no UTF-8 form
 */
export function encodeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Fills the `{names}` of a path template; a name without a value stays as it is. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined || value === null ? placeholder : encodeUri(String(value));
  });
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

const namesOf = new Map<string, readonly string[]>();

/** The names between braces in a path template; worked out once for each of the document's few templates. */
export function pathNames(template: string): readonly string[] {
  let names = namesOf.get(template);
  if (names === undefined) {
    names = Array.from(template.matchAll(/\{([^{}]+)\}/g), (match) => match[1] ?? "");
    namesOf.set(template, names);
  }
  return names;
}
