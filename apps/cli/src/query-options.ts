import type { OperationTypes } from "@hss-kit/client/operations";
import type { ValueType } from "./coerce.ts";
import { coerce } from "./coerce.ts";
import { isBlank } from "./empty-values.ts";
import { Failure } from "./failure.ts";
import { camel, kebab } from "./names.ts";

type Body = NonNullable<OperationTypes["createManualImageScanTask"]["parameters"]["body"]>;
/** The conditions of a scan, under their wire names. */
export type ImageScanQuery = NonNullable<Body["query_info"]>;

interface QueryOption {
  readonly type: ValueType;
  readonly placeholder: string;
  readonly help: string;
  /** Which images it can find, where that is not both kinds. */
  readonly only?: "local" | "registry";
}

/** One option for each field of `query_info`; the type makes sure that none is missing. */
export const queryOptions: { readonly [Name in keyof Required<ImageScanQuery>]: QueryOption } = {
  image_name: { type: "string", placeholder: "name", help: "images of this name" },
  image_version: { type: "string", placeholder: "tag", help: "images with this tag" },
  namespace: {
    type: "string",
    placeholder: "name",
    help: "registry images of this organisation",
    only: "registry",
  },
  image_type: {
    type: "string",
    placeholder: "type",
    help: "registry images of this kind, as private_image or harbor",
    only: "registry",
  },
  scan_status: {
    type: "string",
    placeholder: "status",
    help: "images in this state, as unscan for those that were never scanned",
  },
  has_vul: { type: "boolean", placeholder: "true|false", help: "with or without known vulnerabilities" },
  app_name: { type: "string", placeholder: "name", help: "images that contain this software" },
  image_size: { type: "integer", placeholder: "size", help: "by size, as image_size of a listed image" },
  start_latest_update_time: { type: "integer", placeholder: "ms", help: "updated at this time or later" },
  end_latest_update_time: { type: "integer", placeholder: "ms", help: "updated at this time or earlier" },
  start_latest_scan_time: { type: "integer", placeholder: "ms", help: "last scanned at this time or later" },
  end_latest_scan_time: { type: "integer", placeholder: "ms", help: "last scanned at this time or earlier" },
  local_image_type: {
    type: "string",
    placeholder: "type",
    help: "local images of this kind, as swr_image",
    only: "local",
  },
  host_id: { type: "string", placeholder: "id", help: "local images on this host", only: "local" },
  host_name: {
    type: "string",
    placeholder: "name",
    help: "local images on hosts of this name",
    only: "local",
  },
  public_ip: {
    type: "string",
    placeholder: "address",
    help: "local images on the host with this public address",
    only: "local",
  },
  private_ip: {
    type: "string",
    placeholder: "address",
    help: "local images on the host with this private address",
    only: "local",
  },
  cluster_id: {
    type: "string",
    placeholder: "id",
    help: "local images on the nodes of this cluster",
    only: "local",
  },
  container_id: {
    type: "string",
    placeholder: "id",
    help: "the local image that this container runs",
    only: "local",
  },
  container_name: {
    type: "string",
    placeholder: "name",
    help: "local images in containers of this name",
    only: "local",
  },
  pod_id: { type: "string", placeholder: "id", help: "local images in this pod", only: "local" },
  pod_name: { type: "string", placeholder: "name", help: "local images in pods of this name", only: "local" },
};

/**
 * Picks the query's fields out of parsed options, under their wire names. The service leaves out a condition that is empty
 * or about the other kind of image, and then scans more than was meant, or everything.
 * @throws Failure
 */
export function readQuery(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [name, { type, only }] of Object.entries<QueryOption>(queryOptions)) {
    const text = options[camel(name)];
    if (typeof text !== "string") continue;
    const flag = queryFlag(name);
    if (isBlank(text)) {
      throw new Failure(`${flag} is empty: that would mean every image; leave it out, or say --all`);
    }
    if (only === "local" && options.local !== true) {
      throw new Failure(`${flag} needs --local`, "It finds images on hosts, not images in registries.");
    }
    if (only === "registry" && options.local === true) {
      throw new Failure(
        `${flag} does not apply to local images`,
        "It finds images in registries, not images on hosts: leave it out, or leave --local out.",
      );
    }
    query[name] = coerce(type, text);
  }
  return query;
}

/** Whether a condition was typed, whatever its value. */
export function hasConditions(options: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(queryOptions).some((name) => options[camel(name)] !== undefined);
}

/** `--image-name` for `image_name`: how a person reads a field that is at fault. */
export function queryFlag(name: string): string {
  return `--${kebab(name)}`;
}
