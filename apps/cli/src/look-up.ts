import type { HssClient, ImageReference, LocalImage, RegistryImage } from "@hss-kit/client";
import { Failure } from "./failure.ts";
import { type Reference, splits } from "./reference.ts";
import { printable } from "./report/columns.ts";
import type { Narrowing } from "./selection.ts";

/** More candidates than this help nobody. */
const MOST_CANDIDATES = 8;
const PAGE = 200;

/**
 * Finds the one registry image that a reference means.
 * @throws Failure where there is none, or where there are several: then it names them
 */
export async function findRegistryImage(
  hss: HssClient,
  reference: Reference,
  narrowing: Narrowing,
  signal: AbortSignal,
): Promise<ImageReference> {
  const { version, digest } = reference;
  const { registry_id: registryId, ...filters } = narrowing;
  for (const { namespace, name } of splits(reference.path)) {
    const images: RegistryImage[] = [];
    for (let offset = 0, total = 1; offset < total; offset += PAGE) {
      const page = await hss.listRegistryImages(
        {
          ...filters,
          ...(namespace !== undefined && { namespace }),
          image_name: name,
          ...(version !== undefined && { image_version: version }),
          offset,
          limit: PAGE,
        },
        { signal },
      );
      // The service's filters may find more than what is equal.
      images.push(
        ...page.data_list.filter(
          (image) =>
            image.image_name === name &&
            (namespace === undefined || image.namespace === namespace) &&
            (version === undefined || image.image_version === version) &&
            (digest === undefined || image.image_digest === digest) &&
            (registryId === undefined || image.registry_id === registryId),
        ),
      );
      total = page.total_num;
    }
    const [first, second] = images;
    if (first !== undefined && second === undefined) {
      if (first.scannable === false) throw notScannable(reference, first);
      return pickReference(first);
    }
    if (second !== undefined) throw ambiguous(reference, images.map(describeRegistryImage));
  }
  throw unknown(
    reference,
    describePlace(narrowing),
    "hss-scan api listRegistryImages --image-name",
    "A new image appears after the next synchronisation of its registry.",
  );
}

/**
 * Finds the one local image that a reference means; its name on the host may hold slashes and a registry's host.
 * @throws Failure
 */
export async function findLocalImage(
  hss: HssClient,
  reference: Reference,
  signal: AbortSignal,
): Promise<ImageReference> {
  const { text, version, digest } = reference;
  if (/^[0-9a-f]{64}$/.test(text)) return { image_id: text };
  const name = nameOnHost(reference);
  const images: LocalImage[] = [];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await hss.listImageLocal(
      { image_name: name, ...(version !== undefined && { image_version: version }), offset, limit: PAGE },
      { signal },
    );
    images.push(
      ...page.data_list.filter(
        (image) =>
          image.image_name === name &&
          (version === undefined || image.image_version === version) &&
          (digest === undefined || image.image_digest === digest),
      ),
    );
    total = page.total_num;
  }
  // The same image on several hosts may be listed once for each: it is one image all the same.
  const ids = new Map(images.map((image) => [image.image_id, image]));
  const [first, second] = ids.values();
  if (second !== undefined) {
    throw ambiguous(
      reference,
      [...ids.values()].map(
        (image) => `${image.image_name}:${image.image_version}  image id ${image.image_id}`,
      ),
    );
  }
  if (first?.image_id === undefined) {
    throw unknown(
      reference,
      "in this project",
      "hss-scan api listImageLocal --image-name",
      "A local image appears after the agent on its host has reported it.",
    );
  }
  return { image_id: first.image_id };
}

/** The reference without version and digest, host included. */
function nameOnHost({ text, version, digest }: Reference): string {
  const end =
    (digest === undefined ? 0 : digest.length + 1) + (version === undefined ? 0 : version.length + 1);
  return text.slice(0, text.length - end);
}

const FIELDS = [
  "id",
  "image_id",
  "image_digest",
  "registry_id",
  "registry_name",
  "image_name",
  "image_version",
  "namespace",
  "instance_id",
  "instance_url",
  "registry_type",
] as const;

/** What the service wants to know of a chosen image; it has the same names in the list. */
function pickReference(image: RegistryImage): ImageReference {
  const fields: Readonly<Record<string, unknown>> = { ...image };
  return Object.fromEntries(
    FIELDS.map((name) => [name, fields[name]]).filter(([, value]) => value !== undefined && value !== ""),
  );
}

function describeRegistryImage(image: RegistryImage): string {
  const { namespace = "", image_name: name, image_version: version, id, registry_name: registry } = image;
  return printable(
    `${namespace === "" ? "" : `${namespace}/`}${name}:${version}  --id ${id}${registry === undefined ? "" : `  (registry ${registry})`}`,
  );
}

function notScannable(
  { text }: Reference,
  { is_multiple_arch: multiple, shared_status: shared }: RegistryImage,
): Failure {
  const why =
    multiple === true
      ? "It holds several architectures; HSS does not scan such images on demand."
      : shared === "expired"
        ? "It belongs to another account, and the sharing has expired."
        : "HSS gives no reason; the console may show one.";
  return new Failure(`"${text}" cannot be scanned: HSS lists it as not scannable`, why);
}

function ambiguous({ text }: Reference, candidates: readonly string[]): Failure {
  const more = candidates.length - MOST_CANDIDATES;
  return new Failure(`"${text}" could be any of ${candidates.length} images; name one`, [
    ...candidates.slice(0, MOST_CANDIDATES).map((candidate) => `  ${candidate}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    "Add what is missing of namespace/name:version, or --registry-name, or use the id.",
  ]);
}

function describePlace(narrowing: Narrowing): string {
  const { registry_id: registryId, registry_name: registryName, instance_id: instanceId } = narrowing;
  const places = [
    ...(registryName === undefined ? [] : [`the registry ${registryName}`]),
    ...(registryId === undefined ? [] : [`the registry with the id ${registryId}`]),
    ...(instanceId === undefined ? [] : [`the SWR Enterprise instance ${instanceId}`]),
  ];
  return `in ${places.join(" and ") || "this project"}`;
}

function unknown({ text, path }: Reference, place: string, list: string, advice: string): Failure {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return new Failure(`no image "${text}" is known to HSS ${place}`, [
    `See what there is: ${list} ${name}`,
    advice,
  ]);
}
