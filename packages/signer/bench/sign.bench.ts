/**
 * What one signature costs, against the same signature over node:crypto and against an empty loop, in one run.
 * Each round times all of them in turn, so that a machine that slows down slows them alike; medians are over the rounds.
 */
import { createHash, createHmac } from "node:crypto";
import { canonicalRequest, sign, stringToSign, verify } from "@hss-kit/signer";
import { authorizationByNode, type PlainRequest } from "../test/node-crypto.ts";

const rounds = 41;
const calls = 500;

const key = { ak: "AccessKey", sk: "SecretKey" };
const date = new Date("2019-11-15T03:36:55Z");
const time = "20191115T033655Z";

function requestOf(bodyBytes: number): PlainRequest {
  return {
    method: bodyBytes === 0 ? "GET" : "POST",
    host: "hss.cn-north-4.myhuaweicloud.com",
    segments: ["v5", "0123456789abcdef0123456789abcdef", "image", "image-scan", "tasks"],
    query: [
      ["global_image_type", "registry"],
      ["enterprise_project_id", "all_granted_eps"],
    ],
    headers: [
      ["content-type", "application/json"],
      ["x-project-id", "0123456789abcdef0123456789abcdef"],
    ],
    body: "x".repeat(bodyBytes),
  };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
let sink = 0;

/** Median microseconds a call, by name. */
function measure(tasks: Record<string, () => string>): Record<string, number> {
  const times: Record<string, number[]> = {};
  for (let round = -3; round < rounds; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      const start = performance.now();
      for (let i = 0; i < calls; i++) sink += task().length;
      const perCall = ((performance.now() - start) * 1000) / calls;
      times[name] ??= [];
      if (round >= 0) times[name].push(perCall);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

for (const bodyBytes of [0, 200, 1000, 10_000]) {
  const plain = requestOf(bodyBytes);
  const url = `https://${plain.host}/${plain.segments.join("/")}?global_image_type=registry&enterprise_project_id=all_granted_eps`;
  const request = { method: plain.method, url, headers: plain.headers, body: plain.body };
  const added = sign(request, key, { date });
  const received = { ...request, headers: [...plain.headers, ...Object.entries(added)] };
  if (added.Authorization !== authorizationByNode(plain, key, time)) throw new Error("the two differ");

  // The least that any signer on Node must do: the same three hashes over texts that are already there.
  const canonical = canonicalRequest(received);
  const text = stringToSign(canonical, date);
  const hashesOnly = (): string => {
    createHash("sha256").update(plain.body).digest("hex");
    createHash("sha256").update(canonical).digest("hex");
    return createHmac("sha256", key.sk).update(text).digest("hex");
  };
  if (!added.Authorization.endsWith(hashesOnly())) throw new Error("the hashes are of something else");

  const medians = measure({
    "empty loop": () => time,
    "its hashes alone": hashesOnly,
    "node:crypto": () => authorizationByNode(plain, key, time),
    sign: () => sign(request, key, { date }).Authorization ?? "",
    "sign, V11": () =>
      sign(request, key, { date, scope: { region: "cn-north-4", service: "hss" } }).Authorization ?? "",
    verify: () => verify(received, () => key, { now: date }).ok.toString(),
  });
  console.log(`\n${plain.method}, ${bodyBytes} bytes of body (median of ${rounds} rounds of ${calls} calls)`);
  for (const [name, time] of Object.entries(medians)) {
    const ratio = time / (medians["node:crypto"] ?? Number.NaN);
    console.log(
      `  ${name.padEnd(16)} ${time.toFixed(2).padStart(8)} µs   ${ratio.toFixed(2).padStart(6)} × node:crypto`,
    );
  }
}
if (sink === 0) throw new Error("nothing ran");
