import { notFound } from "../service-fault.ts";
import { inEnterpriseProject } from "./filter.ts";
import type { Handler } from "./handler.ts";

/** Nothing documents what stopping an unknown or ended task does: both are answered with HSS.0011 [guess]. */
export const stopImageScanTask: Handler<"stopImageScanTask"> = ({ engine }, wanted, now) => {
  const task = engine.find(wanted.task_id);
  if (task === undefined || !inEnterpriseProject(wanted.enterprise_project_id, task.enterpriseProjectId)) {
    throw notFound("No scan task has this task_id: take it from listImageScanTask.");
  }
  if (!engine.stop(task, now)) throw notFound("The scan task has ended: only one that runs can be stopped.");
  return undefined;
};
