import { coerce } from "./coerce.ts";
import { Failure } from "./failure.ts";
import { type ImageScanQuery, readQuery } from "./query-options.ts";
import { parseReference, type Reference } from "./reference.ts";

/** What narrows a reference down where several registries hold an image of that name. */
export interface Narrowing {
  readonly registry_id?: string;
  readonly registry_name?: string;
  readonly instance_id?: string;
}

/** Which images to scan: one of three ways, as the service has them. */
export type Selection =
  | { readonly kind: "all" }
  | { readonly kind: "query"; readonly query: ImageScanQuery }
  | {
      readonly kind: "images";
      /** Record ids, exact. */
      readonly ids: readonly (number | bigint)[];
      /** To be looked up. */
      readonly references: readonly Reference[];
      readonly narrowing: Narrowing;
    };

/** The options that select, as commander parsed them; the query's conditions stand beside them. */
export interface SelectionOptions extends Readonly<Record<string, unknown>> {
  readonly all?: boolean;
  readonly id?: readonly string[];
  readonly registryId?: string;
  readonly registryName?: string;
  readonly instanceId?: string;
  readonly local?: boolean;
}

const WAYS = [
  "--all                                     every image",
  "--image-name nginx --scan-status unscan   what conditions find; hss-scan scan --help lists them",
  "platform/nginx:1.27.0                     chosen images, or --id with their record ids",
];

/** @throws Failure unless exactly one way of selecting is used */
export function readSelection(options: SelectionOptions, names: readonly string[]): Selection {
  const query = readQuery(options);
  const ids = (options.id ?? []).map(readId);
  const ways = [
    ...(options.all === true ? ["--all"] : []),
    ...(Object.keys(query).length > 0 ? ["conditions"] : []),
    ...(ids.length + names.length > 0 ? ["chosen images"] : []),
  ];
  if (ways.length === 0)
    throw new Failure("nothing is selected: say what to scan in one of three ways", WAYS);
  if (ways.length > 1) {
    throw new Failure(`${ways.join(" and ")} cannot be combined: select in one of three ways`, WAYS);
  }

  const { registryId, registryName, instanceId } = options;
  const narrowing: Narrowing = {
    ...(registryId !== undefined && { registry_id: registryId }),
    ...(registryName !== undefined && { registry_name: registryName }),
    ...(instanceId !== undefined && { instance_id: instanceId }),
  };
  const [narrowed] = Object.keys(narrowing);
  if (narrowed !== undefined && (names.length === 0 || options.local === true)) {
    throw new Failure(
      `--${narrowed.replaceAll("_", "-")} only helps to find image references in registries`,
      ["Add a reference as platform/nginx:1.27.0, or leave the option out."],
    );
  }
  if (ids.length > 0 && options.local === true) {
    throw new Failure("--id names images in registries, and local images have no record id", [
      "Give a local image as name:version, or as its image id (64 hex digits).",
    ]);
  }

  if (options.all === true) return { kind: "all" };
  if (Object.keys(query).length > 0) return { kind: "query", query: query as ImageScanQuery };
  return { kind: "images", ids, references: names.map(parseReference), narrowing };
}

function readId(text: string): number | bigint {
  const id = /^\d+$/.test(text) ? coerce("integer", text) : undefined;
  // How large it may be is checked before sending, by the document.
  if (typeof id === "number" || typeof id === "bigint") return id;
  throw new Failure(`--id is "${text}"; a record id is a whole number`, [
    "It stands in the field id of: hss-scan api listRegistryImages",
  ]);
}
