import type { OperationTypes } from "@hss-kit/client/operations";
import type { ValueType } from "./coerce.ts";
import { coerce } from "./coerce.ts";
import { camel, kebab } from "./names.ts";

type Body = NonNullable<OperationTypes["createManualImageScanTask"]["parameters"]["body"]>;
/** The conditions of a scan, under their wire names. */
export type ImageScanQuery = NonNullable<Body["query_info"]>;

interface QueryOption {
  readonly type: ValueType;
  readonly placeholder: string;
  readonly help: string;
}

/** One option for each field of `query_info`; the type makes sure that none is missing. */
export const queryOptions: { readonly [Name in keyof Required<ImageScanQuery>]: QueryOption } = {
  image_name: { type: "string", placeholder: "name", help: "images of this name" },
  image_version: { type: "string", placeholder: "tag", help: "images with this tag" },
  namespace: { type: "string", placeholder: "name", help: "registry images of this organisation" },
  image_type: {
    type: "string",
    placeholder: "type",
    help: "private_image, shared_image, instance_image, harbor or jfrog",
  },
  scan_status: {
    type: "string",
    placeholder: "status",
    help: "unscan, success, scanning, failed, download_failed or image_oversized",
  },
  has_vul: { type: "boolean", placeholder: "true|false", help: "with or without known vulnerabilities" },
  app_name: { type: "string", placeholder: "name", help: "images that contain this software" },
  image_size: { type: "integer", placeholder: "size", help: "by size, as image_size of a listed image" },
  start_latest_update_time: { type: "integer", placeholder: "ms", help: "updated at this time or later" },
  end_latest_update_time: { type: "integer", placeholder: "ms", help: "updated at this time or earlier" },
  start_latest_scan_time: { type: "integer", placeholder: "ms", help: "last scanned at this time or later" },
  end_latest_scan_time: { type: "integer", placeholder: "ms", help: "last scanned at this time or earlier" },
  local_image_type: { type: "string", placeholder: "type", help: "local images: swr_image or other_image" },
  host_id: { type: "string", placeholder: "id", help: "local images on this host" },
  host_name: { type: "string", placeholder: "name", help: "local images on hosts of this name" },
  public_ip: {
    type: "string",
    placeholder: "address",
    help: "local images on the host with this public address",
  },
  private_ip: {
    type: "string",
    placeholder: "address",
    help: "local images on the host with this private address",
  },
  cluster_id: { type: "string", placeholder: "id", help: "local images on the nodes of this cluster" },
  container_id: { type: "string", placeholder: "id", help: "the local image that this container runs" },
  container_name: { type: "string", placeholder: "name", help: "local images in containers of this name" },
  pod_id: { type: "string", placeholder: "id", help: "local images in this pod" },
  pod_name: { type: "string", placeholder: "name", help: "local images in pods of this name" },
};

/** Picks the query's fields out of parsed options, under their wire names. */
export function readQuery(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [name, { type }] of Object.entries(queryOptions)) {
    const text = options[camel(name)];
    if (typeof text === "string") query[name] = coerce(type, text);
  }
  return query;
}

/** `--image-name` for `image_name`: how a person reads a field that is at fault. */
export function queryFlag(name: string): string {
  return `--${kebab(name)}`;
}
