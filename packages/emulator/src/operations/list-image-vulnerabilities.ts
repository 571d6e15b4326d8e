import { notFound } from "../service-fault.ts";
import type { Finding } from "../world/subject.ts";
import { findingAt, findingsOf } from "../world/vulnerabilities.ts";
import { contains, equals, inEnterpriseProject, pageOf } from "./filter.ts";
import type { Handler, Parameters } from "./handler.ts";

function matches({ type, record }: Finding, wanted: Parameters<"listImageVulnerabilities">): boolean {
  return (
    equals(wanted.repair_necessity, record.repair_necessity) &&
    equals(wanted.vul_id, record.vul_id) &&
    contains(wanted.app_name, record.app_name) &&
    equals(wanted.type, type) &&
    // No emulated operation handles a vulnerability, so every one is unhandled.
    wanted.handle_status !== "handled"
  );
}

/**
 * The image is the one with this `image_id` that the other required parameters describe too; where they describe
 * another, there is no such image [guess].
 */
export const listImageVulnerabilities: Handler<"listImageVulnerabilities"> = (
  { world, engine },
  wanted,
  now,
) => {
  const image = world.registryImages.find(
    (one) =>
      one.imageId === wanted.image_id &&
      one.registry.imageType === wanted.image_type &&
      one.namespace === wanted.namespace &&
      one.name === wanted.image_name &&
      one.version === wanted.tag_name &&
      equals(wanted.instance_id, one.registry.instance?.id) &&
      inEnterpriseProject(wanted.enterprise_project_id, one.enterpriseProjectId),
  );
  if (image === undefined) {
    throw notFound(
      "No image has this image_id, image_type, namespace, image_name and tag_name together: take them from listRegistryImages.",
    );
  }
  const { vulnerabilities } = engine.imageState(image, now);
  const found = { ...image, risks: { ...image.risks, vulnerabilities } };
  const { repair_necessity, vul_id, app_name, type, handle_status } = wanted;
  if ([repair_necessity, vul_id, app_name, type, handle_status].every((filter) => filter === undefined)) {
    // Without filters only the page is made: an image may have a million findings.
    const { offset = 0, limit = 10 } = wanted;
    const count = Math.max(0, Math.min(limit, vulnerabilities - offset));
    const data_list = Array.from({ length: count }, (_, at) => {
      return findingAt(world.seed, found, offset + at).record;
    });
    return { total_num: vulnerabilities, data_list };
  }
  const matching = [...findingsOf(world.seed, found)].filter((finding) => matches(finding, wanted));
  return { total_num: matching.length, data_list: pageOf(matching, wanted).map(({ record }) => record) };
};
