import { selectSubjects } from "../scan/selection.ts";
import { DEFAULT_ENTERPRISE_PROJECT } from "../world/registry-images.ts";
import type { Handler } from "./handler.ts";

/** The answer is empty: the service does not say which task it has created [sdk, doc]. */
export const createManualImageScanTask: Handler<"createManualImageScanTask"> = (state, wanted, now) => {
  const {
    enterprise_project_id = DEFAULT_ENTERPRISE_PROJECT,
    global_image_type = "registry",
    body = {},
  } = wanted;
  const subjects = selectSubjects(state, global_image_type, body, enterprise_project_id, now);
  state.engine.create(
    {
      subjects,
      taskType: "manual",
      imageType: global_image_type,
      enterpriseProjectId: enterprise_project_id,
      scope: body.scan_scope,
      rateLimit: body.rate_limit,
      isAll: body.is_all === true,
    },
    now,
  );
  return undefined;
};
