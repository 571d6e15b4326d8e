import type { OperationId } from "@hss-kit/contract";
import { createManualImageScanTask } from "./create-manual-image-scan-task.ts";
import type { Handler } from "./handler.ts";
import { listImageLocal } from "./list-image-local.ts";
import { listImageScanTask } from "./list-image-scan-task.ts";
import { listImageVulnerabilities } from "./list-image-vulnerabilities.ts";
import { listRegistryImages } from "./list-registry-images.ts";
import { stopImageScanTask } from "./stop-image-scan-task.ts";

/** The operations with state. Others of the contract are routed and validated too; see `AppParts.handlers` for what they answer. */
export const handlers: { readonly [Id in OperationId]?: Handler<Id> } = {
  createManualImageScanTask,
  listImageScanTask,
  stopImageScanTask,
  listRegistryImages,
  listImageLocal,
  listImageVulnerabilities,
};
