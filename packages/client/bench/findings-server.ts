/** A child process that serves one finished task, one image, and a million vulnerabilities in it, from constant bytes. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const TOTAL = 1_000_000;
const vulnerability = (id: number) => ({
  vul_id: `CVE-2026-${10_000 + id}`,
  repair_necessity: "immediate_repair",
  description: "A crafted input makes the process write beyond a buffer on its heap.",
  position: "layer-1",
  app_name: "libxml2",
  app_path: "/usr/lib64/libxml2.so.2",
  version: "2.9.14",
  solution: "Update libxml2 to the version that the distribution offers.",
  url: `https://vulnerabilities.example/CVE-2026-${10_000 + id}`,
});
const list = (items: object[], total = items.length) =>
  JSON.stringify({ total_num: total, data_list: items });
const vulnerabilities = list(
  Array.from({ length: 200 }, (_, id) => vulnerability(id)),
  TOTAL,
);
const task = list([
  { task_id: "t", task_status: 100, begin_time: 1, success_num: 1, total_num: 1, failed_num: 0 },
]);
const image = list([
  {
    image_id: "i",
    image_name: "huge",
    image_version: "1",
    image_type: "harbor",
    namespace: "n",
    latest_scan_time: 2,
  },
]);

const server = createServer((request, response) => {
  const path = request.url ?? "";
  const body = path.includes("/vulnerabilities")
    ? vulnerabilities
    : path.includes("/registries/images")
      ? image
      : task;
  response.writeHead(200, { "Content-Type": "application/json" }).end(body);
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
