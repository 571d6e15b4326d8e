import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { Cli, hssScan } from "./support/cli.ts";
import { environment } from "./support/service.ts";

const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

describe("the command", () => {
  it("says its version, which is the package's", async () => {
    const { code, stdout } = await hssScan(["--version"]);
    expect(manifest).toMatchObject({ version: stdout.trim() });
    expect(code).toBe(0);
  });

  it("has a bin that exists and starts with a line for the shell", () => {
    expect(manifest).toMatchObject({ bin: { "hss-scan": "dist/main.js" } });
    const path = fileURLToPath(new URL("../dist/main.js", import.meta.url));
    expect(existsSync(path) && readFileSync(path, "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
  });

  it.each([
    [["--help"]],
    [["scan", "--help"]],
    [["task", "list", "--help"]],
    [["emulator", "--help"]],
    [["help", "api"]],
  ])("%j helps on standard output, and exits with 0", async (args) => {
    const { code, stdout, stderr } = await hssScan(args);
    expect(stdout).toMatch(/^Usage: hss-scan/);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("without a command helps on standard error, and exits with 1", async () => {
    const { code, stdout, stderr } = await hssScan([]);
    expect(stderr).toMatch(/^Usage: hss-scan/);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });

  it("documents the gate and every exit code in its help", async () => {
    const { stdout } = await hssScan(["scan", "--help"]);
    const flat = stdout.replace(/\s+/g, " ");
    expect(flat).toContain("immediate_repair counts as critical and as high");
    for (const code of [0, 1, 2, 3, 4, 5, 130]) expect(flat).toMatch(new RegExp(`[ ,:]${code} [a-z]`));
  });

  it("loads neither client nor emulator to show its help", async () => {
    const env = { NODE_DEBUG: "esm" };
    const help = await hssScan(["scan", "--help"], { env });
    expect(help.stderr).toContain("commander");
    expect(help.stderr).not.toMatch(/packages\/(client|emulator|contract)/);
    const list = await hssScan(["task", "list"], { env });
    expect(list.stderr).toMatch(/packages\/client/);
    expect(list.stderr).not.toMatch(/packages\/emulator/);
  });

  it("ends quietly when its reader leaves", async () => {
    const cli = new Cli(["scan", "--help"]);
    cli.process.stdout?.destroy();
    expect((await cli.end()).stderr).toBe("");
  });
});

describe("a service that misbehaves", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.closeAllConnections();
  });

  async function serve(
    answer: (response: import("node:http").ServerResponse) => void,
  ): Promise<Record<string, string>> {
    const server = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return environment(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  it("answers something that is not JSON", async () => {
    const env = await serve((response) =>
      response.setHeader("content-type", "text/html").end("<title>Portal</title>"),
    );
    const { code, stderr } = await hssScan(["task", "list"], { env });
    expect(stderr).toMatch(/^error: .*not JSON.*Portal/m);
    expect(code).toBe(1);
  });

  it("sends the request elsewhere", async () => {
    const env = await serve((response) =>
      response.writeHead(302, { location: "https://elsewhere.invalid/" }).end(),
    );
    const { code, stderr } = await hssScan(["task", "list"], { env });
    expect(stderr).toMatch(/^error: .*(redirect|302)/m);
    expect(code).toBe(1);
  });

  it.each([
    [401, "HSS.1051", 1, /1051/],
    [401, "HSS.0012", 5, /credentials were refused/],
    [403, "APIGW.0302", 5, /lacks a permission/],
    [403, "APIGW.0306", 5, /lacks a permission/],
    [400, "HSS.0010", 5, /lacks a permission/],
    [400, "HSS.0013", 5, /lacks a permission/],
    [401, "HSS.1039", 5, /lacks a permission/],
    [400, "HSS.0011", 1, /HSS\.0011/],
  ])("answers %i %s", async (status, code, exitCode, message) => {
    const env = await serve((response) =>
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(`{"error_code":"${code}","error_msg":"no"}`),
    );
    const result = await hssScan(["task", "list"], { env });
    expect(result.stderr).toMatch(message);
    expect(result.code).toBe(exitCode);
  });

  it("repeats a secret in its error", async () => {
    const env = await serve((response) =>
      response
        .writeHead(400, { "content-type": "application/json" })
        .end(`{"error_code":"HSS.0001","error_msg":"bad key ${environment("").HUAWEICLOUD_SDK_SK}"}`),
    );
    const { stderr } = await hssScan(["task", "list"], { env });
    expect(stderr).toMatch(/bad key \*\*\*/);
  });
});
