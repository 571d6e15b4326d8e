// Run by added-operation.test.ts with a contract that has `pauseImageScanTask`; prints what happened as JSON.
import { createClient } from "@hss-kit/client";
import { requestFaults } from "@hss-kit/client/validation";
import { createEmulator } from "@hss-kit/emulator";

type Pause = { pauseImageScanTask(parameters: { task_id: string; minutes: number }): Promise<undefined> };

let sent: { method: string; path: string; query: string } | undefined;
const recording = createClient({
  endpoint: "http://hss.example",
  projectId: "project",
  credentials: { token: "a-token" },
  validate: requestFaults,
  fetch: async (url, init) => {
    const { pathname, search } = new URL(url);
    sent = { method: init?.method ?? "GET", path: pathname, query: search };
    return new Response(null, { status: 200 });
  },
}) as unknown as Pause;
await recording.pauseImageScanTask({ task_id: "t1", minutes: 5 });
const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
const wrong = await recording.pauseImageScanTask({ task_id: "t1", minutes: 61 }).then(() => "no error", said);

const emulator = createEmulator();
const { endpoint, projectId, credentials, fetch, clock } = emulator;
const real = createClient({ endpoint, projectId, credentials, fetch, clock }) as unknown as Pause;
const refused = await real.pauseImageScanTask({ task_id: "t1", minutes: 5 }).then(() => "no error", said);

console.log(JSON.stringify([sent, wrong, refused]));
