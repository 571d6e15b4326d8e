// What a user writes: compiled and run in an empty project that installed the packed tarballs with npm.
import { createClient, HssServiceError, type ImageScanTask, type RegionId, scanScope } from "@hss-kit/client";
import { requestFaults } from "@hss-kit/client/validation";
import { createEmulator } from "@hss-kit/emulator";
import { serve } from "@hss-kit/emulator/node";
import { sign, verify } from "@hss-kit/signer";
import document from "@hss-kit/spec/hss.en.json" with { type: "json" };

const region: RegionId = "cn-north-4";
const emulator = createEmulator();
const server = await serve(emulator);
const hss = createClient({
  endpoint: server.url,
  credentials: emulator.credentials,
  projectId: emulator.projectId,
  validate: requestFaults,
  clock: emulator.clock,
});

const run = hss.scan({ target: { all: true }, scope: scanScope("vulnerabilities") });
const result = await run.result();
const task: ImageScanTask = result.task;

let code = "";
try {
  await hss.stopImageScanTask({ task_id: "no-such-task" });
} catch (error) {
  if (error instanceof HssServiceError) code = error.code ?? "";
}

const key = { ak: "AK", sk: "SK" };
const request = {
  method: "GET",
  url: "https://hss.cn-north-4.myhuaweicloud.com/v5/p/image/tasks?type=image_scan",
};
const headers = sign(request, key);
const verified = verify({ ...request, headers }, () => key);

/** Never called: what must not compile. */
export function wrong(): unknown[] {
  return [
    // @ts-expect-error a target is one of all, query, images
    hss.scan({ target: { all: true, images: [] } }),
    // @ts-expect-error `type` is required
    hss.listImageScanTask({}),
    // @ts-expect-error not an operation
    hss.listScanTasks({ type: "image_scan" }),
  ];
}

console.log(
  JSON.stringify({ region, scanned: task.total_num, code, signed: verified.ok, openapi: document.openapi }),
);
await server.close();
