import type { State } from "../state.ts";
import { DEFAULT_ENTERPRISE_PROJECT } from "./registry-images.ts";

/** How long before the start the scan of the policy began, milliseconds. */
const AGO = 7 * 3_600_000;
const EVERYTHING = 0x7fffffff;

/**
 * The night before, the scan policy scanned every second image of the first registry: so some images have results, and
 * the list of tasks holds one that nobody in this session created.
 */
export function recordHistory({ world, engine }: State, start: number): void {
  const [first] = world.registries;
  const subjects = world.registryImages.filter(
    (image, index) =>
      image.registry === first &&
      index % 2 === 0 &&
      image.key.startsWith("registry:") &&
      !image.multipleArchitectures &&
      image.enterpriseProjectId === DEFAULT_ENTERPRISE_PROJECT,
  );
  engine.create(
    {
      subjects,
      taskType: "cycle",
      imageType: "registry",
      enterpriseProjectId: DEFAULT_ENTERPRISE_PROJECT,
      scope: EVERYTHING,
      rateLimit: 0,
      isAll: false,
    },
    start - AGO,
  );
}
