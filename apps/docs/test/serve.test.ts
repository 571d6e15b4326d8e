import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "../src/serve.ts";
import { dist } from "./site.ts";

const COMMAND = fileURLToPath(new URL("../src/serve.ts", import.meta.url));
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  site = await serve(dist, 0);
});
afterAll(() => site.close());

test.for([
  ["", "text/html; charset=utf-8"],
  ["en/", "text/html; charset=utf-8"],
  ["zh", "text/html; charset=utf-8"],
  ["assets/redoc.js", "text/javascript; charset=utf-8"],
  ["assets/icon.svg", "image/svg+xml"],
  ["zh/hss.zh.json", "application/json; charset=utf-8"],
])("/%s is %s", async ([path, type]) => {
  const response = await fetch(site.url + path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
});

test.for([
  "/nothing.html",
  "/%2e%2e/package.json",
  "/..%2fpackage.json",
  "/%00.html",
  "/%zz.html",
  "/assets/",
])("%s is not there", async (path) => {
  // fetch would resolve the dots itself.
  const sent = request(site.url, { path }).end();
  const [response] = await once(sent, "response");
  response.resume();
  expect(response.statusCode).toBe(404);
});

test("only reading is allowed", async () => {
  const response = await fetch(site.url, { method: "POST" });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD");
});

test("a port in use is named", async () => {
  const port = Number(new URL(site.url).port);
  await expect(serve(dist, port)).rejects.toThrow(`Port ${port} is in use`);
});

test("pages that are not built are named", async () => {
  await expect(serve(import.meta.dirname, 0)).rejects.toThrow("build the pages first");
});

test("the command prints where it serves", async () => {
  const child = spawn(process.execPath, [COMMAND], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0];
  expect((await fetch(String(url))).status).toBe(200);
  child.kill();
});

test.for([
  ["70000", "--port is 70000, but must be an integer from 0 to 65535"],
  ["x", "--port is x, but must be"],
])("the command refuses --port %s", async ([port, message]) => {
  const child = spawn(process.execPath, [COMMAND, `--port=${port}`], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  const [status] = await once(child, "close");
  expect(status).toBe(1);
  expect(errors).toContain(message);
  expect(errors).not.toContain("    at ");
});
