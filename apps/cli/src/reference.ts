import { Failure } from "./failure.ts";

/** An image as people write it, split into the parts that a listing can be compared with. */
export interface Reference {
  /** As it was typed. */
  readonly text: string;
  /** Organisation, name and all between, without a registry's host: `platform/ml/serving`. */
  readonly path: string;
  readonly version: string | undefined;
  /** `sha256:…`. */
  readonly digest: string | undefined;
}

/**
 * Reads `[host/][namespace/]name[:version][@digest]`. A first part with a dot or a port is the registry's host, which
 * HSS does not list; it is left out.
 * @throws Failure where there is no name, or an empty part
 */
export function parseReference(text: string): Reference {
  const [named = "", digest, ...more] = text.split("@");
  const slash = named.lastIndexOf("/");
  const colon = named.indexOf(":", slash + 1);
  const whole = colon < 0 ? named : named.slice(0, colon);
  const version = colon < 0 ? undefined : named.slice(colon + 1);
  const parts = whole.split("/");
  const hasHost = parts.length > 1 && /[.:]/.test(parts[0] ?? "");
  const path = parts.slice(hasHost ? 1 : 0).join("/");
  const isDigest = digest === undefined || /^[a-z0-9]+:[0-9a-fA-F]+$/.test(digest);
  if (parts.includes("") || version === "" || more.length > 0 || !isDigest || /\s/.test(text)) {
    throw new Failure(`"${text}" is not an image reference`, [
      "Write namespace/name:version, for instance platform/nginx:1.27.0, or name@sha256:…; a record id goes to --id.",
    ]);
  }
  return { text, path, version, digest };
}

/** How the path can be split into organisation and name, the likeliest first: names may contain slashes too. */
export function splits(path: string): { namespace: string | undefined; name: string }[] {
  const parts = path.split("/");
  const ways: { namespace: string | undefined; name: string }[] = [];
  for (let at = 1; at < parts.length; at++) {
    ways.push({ namespace: parts.slice(0, at).join("/"), name: parts.slice(at).join("/") });
  }
  ways.push({ namespace: undefined, name: path });
  return ways;
}
