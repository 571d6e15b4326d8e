import type { CreateManualImageScanTaskParameters } from "@hss-kit/client";
import { explain } from "./explain.ts";
import { Failure } from "./failure.ts";

/**
 * Adds the likeliest reason to "not found": images that are named as local ones are, in a request about registries, which
 * is what the service takes it for unless it is told otherwise.
 */
export async function hintLocal(error: unknown, parameters: object): Promise<unknown> {
  const { body, global_image_type: imageType } = parameters as CreateManualImageScanTaskParameters;
  const images = Array.isArray(body?.image_info) ? body.image_info : [];
  const looksLocal = images.some((image) => image?.image_id !== undefined && image.id === undefined);
  const notFound = error instanceof Error && "code" in error && error.code === "HSS.0011";
  if (!notFound || !looksLocal || imageType === "local") return error;
  const { problems, advice, exitCode } = await explain(error);
  const hint = "If these are local images, add --global-image-type local.";
  return new Failure(problems.join("; "), [...advice, hint], exitCode);
}
