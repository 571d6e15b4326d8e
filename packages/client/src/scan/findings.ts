import type { ImageVulnerability, ListImageVulnerabilitiesParameters } from "@hss-kit/contract";
import { HssRequestError } from "../errors/request.ts";
import { fault } from "../faults.ts";
import { brokenList, readPages } from "../pages.ts";
import { scanScopeNames } from "../scope.ts";
import { type ImageSource, registryImages, type ScannedImage } from "./images.ts";

/** A vulnerability in an image; `record` is the service's own entry. */
export interface VulnerabilityFinding {
  kind: "vulnerability";
  image: ScannedImage & { type: "registry" };
  /** The service's name for it, mostly that of a bulletin or a CVE. */
  id: string;
  /** `immediate_repair`, `delay_repair`, `not_needed_repair`, or a word that the service has added since. */
  repairNecessity: string | undefined;
  package: { name: string | undefined; version: string | undefined; path: string | undefined };
  description: string | undefined;
  solution: string | undefined;
  url: string | undefined;
  record: ImageVulnerability;
}

/** Whatever a scan finds; told apart by `kind`. */
export type Finding = VulnerabilityFinding;

/**
 * Reads the findings of a scan of registry images, a page at a time, image after image.
 *
 * Only vulnerabilities can be read one by one. Where a scan looked for none, or looked at local images, this throws, so
 * that nobody takes "nothing can be read" for "nothing was found": `images()` has the counts.
 * @throws HssRequestError, HssResponseError and whatever a call throws
 */
export async function* readFindings(source: ImageSource, scope: number): AsyncGenerator<Finding> {
  if (source.task.image_type === "local") {
    throw unreadable("the API has no list of a local image's vulnerabilities");
  }
  if (!scanScopeNames(scope).includes("vulnerabilities")) {
    throw unreadable(
      `the scan looked for ${scanScopeNames(scope).join(", ") || "nothing"}, and only vulnerabilities can be`,
    );
  }
  for await (const image of registryImages(source)) {
    // A call less for each clean image: five a minute are all there are.
    if (image.counts.vulnerabilities === 0) continue;
    for await (const page of imageVulnerabilities(source, image)) {
      for (const record of page) yield describeFinding(image, record);
    }
  }
}

function describeFinding(image: VulnerabilityFinding["image"], record: ImageVulnerability): Finding {
  return {
    kind: "vulnerability",
    image,
    id: record.vul_id ?? "",
    repairNecessity: record.repair_necessity,
    package: { name: record.app_name, version: record.version, path: record.app_path },
    description: record.description,
    solution: record.solution,
    url: record.url,
    record,
  };
}

function imageVulnerabilities(
  { api, callOptions }: ImageSource,
  { record, imageId, name }: ScannedImage & { type: "registry" },
): AsyncGenerator<ImageVulnerability[]> {
  const { image_type: imageType } = record;
  if (imageId === undefined || imageType === undefined) {
    const missing = imageId === undefined ? "image_id" : "image_type";
    throw brokenList(
      "listRegistryImages",
      `lists the image "${name}" without its ${missing}, which its findings need`,
    );
  }
  return readPages("listImageVulnerabilities", (page) =>
    api.listImageVulnerabilities(
      {
        image_id: imageId,
        // Open in the answer, closed in the question: a kind that is newer than this package is the service's to judge.
        image_type: imageType as ListImageVulnerabilitiesParameters["image_type"],
        namespace: record.namespace ?? "",
        image_name: record.image_name ?? "",
        tag_name: record.image_version ?? "",
        ...(record.instance_id !== undefined &&
          record.instance_id !== "" && { instance_id: record.instance_id }),
        ...page,
      },
      callOptions,
    ),
  );
}

function unreadable(why: string): HssRequestError {
  const what = `of this scan cannot be read one by one: ${why}; images() has each image's counts and severity`;
  return new HssRequestError("scan", [fault("findings", undefined, "scope", what)]);
}
