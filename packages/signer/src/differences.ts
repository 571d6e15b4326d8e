/** Headers whose values are credentials: a canonical request that is shown has their length instead. */
const secretHeader = /^(x-security-token|x-auth-token|x-subject-token|authorization|cookie):(.*)$/;

/** A canonical request that may be shown to whoever debugs a signature: without tokens. */
export function withoutSecrets(canonicalRequest: string): string {
  return canonicalRequest
    .split("\n")
    .map((line) =>
      line.replace(secretHeader, (_, name, value: string) => `${name}:[${value.length} characters]`),
    )
    .join("\n");
}

interface Parts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: string;
  readonly payload: string;
}

function split(canonicalRequest: string): Parts {
  const lines = canonicalRequest.split("\n");
  const [method = "", path = "", query = ""] = lines;
  const headers = lines.slice(3, -3).map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1)];
  });
  return {
    method,
    path,
    query,
    headers: new Map(headers),
    signedHeaders: lines.at(-2) ?? "",
    payload: lines.at(-1) ?? "",
  };
}

/** The names of the parts in which two canonical requests differ, such as `path` or `header x-project-id`. */
export function differences(a: string, b: string): string[] {
  const one = split(a);
  const other = split(b);
  const names = new Set([...one.headers.keys(), ...other.headers.keys()]);
  return [
    ...(["method", "path", "query"] as const).filter((part) => one[part] !== other[part]),
    ...[...names].filter((n) => one.headers.get(n) !== other.headers.get(n)).map((n) => `header ${n}`),
    ...(one.signedHeaders === other.signedHeaders ? [] : ["signed headers"]),
    ...(one.payload === other.payload ? [] : ["payload hash"]),
  ];
}
