/**
 * One image scan from request to findings, with no account and no network: `node examples/one-scan.ts`.
 * The emulator's clock stands still but for the client's waits, so that minutes of scanning take no time.
 */
import { createClient, HssError, scanScope } from "@hss-kit/client";
import { createEmulator } from "@hss-kit/emulator";
import { bar, duration, print, table } from "./terminal.ts";

const emulator = createEmulator();

const hss = createClient({
  endpoint: emulator.endpoint, // with an account: region: "cn-north-4"
  credentials: emulator.credentials, // with an account: { ak, sk }
  projectId: emulator.projectId,
  clock: emulator.clock, // with an account: leave it out
  fetch: async (url, init) => {
    if (init.method === "POST") {
      const { pathname, search } = new URL(url);
      const path = pathname.replace(emulator.projectId, "{project_id}");
      print("asked", [`POST ${path}${search}`, String(init.body)]);
    }
    return emulator.fetch(url, init);
  },
});

try {
  const start = emulator.clock.now();
  const run = hss.scan({
    target: { query: { image_type: "private_image" } },
    scope: scanScope("vulnerabilities"),
  });

  const steps: (string | number)[][] = [];
  for await (const { percent, succeeded, failed, total, remainingMinutes = 0 } of run) {
    if (steps.at(-1)?.[1] === `${percent} %`) continue;
    const left = percent === 100 ? "" : `about ${remainingMinutes} min left`;
    steps.push([bar(percent), `${percent} %`, `${succeeded + failed} of ${total} images`, left]);
  }
  print("task", [`${await run.taskId}  (found by listing: the service returns no id)`]);
  print("progress", table(steps));

  const result = await run.result();
  print("ended", [
    `${result.state}: ${result.succeeded} scanned, ${result.failed} failed, in ${duration(emulator.clock.now() - start)} of the emulator's time`,
    ...table(
      result.failedImages.map((image) => [
        `${image.namespace}/${image.image_name}:${image.image_version}`,
        image.failed_reason ?? "",
      ]),
    ).map((line) => `not scanned: ${line}`),
  ]);

  const images = new Map<string, { urgent: number; all: number }>();
  let all = 0;
  for await (const finding of result.findings()) {
    const { namespace, name, version } = finding.image;
    const image = `${namespace}/${name}:${version}`;
    const counts = images.get(image) ?? { urgent: 0, all: 0 };
    counts.all++;
    if (finding.repairNecessity === "immediate_repair") counts.urgent++;
    images.set(image, counts);
    all++;
  }
  const rows = [...images]
    .sort(([, a], [, b]) => b.urgent - a.urgent)
    .map(([image, { urgent, all: of }]) => [image, urgent, of]);
  print("found", [
    `${all.toLocaleString("en")} vulnerabilities in ${images.size} of ${result.succeeded} images`,
    "",
    ...table([["image", "repair now", "all"], ...rows]),
  ]);

  print("for real", [
    "the same with your account (scans of registry images are billed by the image):",
    "",
    '  import { environmentCredentials } from "@hss-kit/client/node";',
    "  const account = environmentCredentials(process.env); // HUAWEICLOUD_SDK_AK and _SK",
    '  createClient({ region: "cn-north-4", projectId: "...", ...account })',
    "",
    "and leave out clock and fetch; packages/client/README.md tells more",
  ]);
} catch (error) {
  if (!(error instanceof HssError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}
