import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEmulator, DEFAULT_TOKEN, type EmulatorOptions, systemClock } from "../src/index.ts";
import { type EmulatorServer, serve } from "../src/node.ts";
import { type Answer, errorOf, read, send, urlOf } from "./support/call.ts";

async function start(options: EmulatorOptions = {}) {
  const emulator = createEmulator(options);
  const server = await serve(emulator);
  onTestFinished(() => server.close());
  /** The same emulator, reached through the platform's fetch and a real connection. */
  const remote = { ...emulator, fetch: globalThis.fetch, endpoint: server.url };
  return { emulator, server, remote };
}

/** Sends bytes and returns all that comes back until the server closes. */
async function raw(server: EmulatorServer, text: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.end(text);
  await once(socket, "close");
  return Buffer.concat(chunks).toString();
}

describe("over HTTP", () => {
  test("a scan from request to findings, signed with the machine's time while the emulator's runs ahead", async () => {
    const { remote } = await start({
      clock: systemClock({ speed: 3600 }),
      images: [
        { image_name: "镜像 %2F+", id: 9_007_199_254_740_993n, vulnerabilities: 30, duration: 60_000 },
      ],
    });
    // An hour a second: in no time the emulator is more than 15 minutes ahead.
    const honest = { ...remote, clock: { ...remote.clock, now: () => Date.now() } };
    const get = async (operation: Parameters<typeof urlOf>[1], flat: object): Promise<Answer> =>
      read(operation, await send(honest, urlOf(honest, operation, flat)));
    await send(honest, urlOf(honest, "createManualImageScanTask", {}), {
      method: "POST",
      body: '{"image_info":[{"id":9007199254740993}]}',
    });
    let text = "";
    for (let poll = 0; poll < 200 && !text.includes('"task_status":100'); poll++) {
      ({ text } = await get("listImageScanTask", { type: "image_scan", task_type: "manual" }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(text).toContain('"success_num":1');
    const images = await get("listRegistryImages", { image_name: "镜像 %2F+" });
    expect(images.text).toContain('"id":9007199254740993,');
    const [image] = (images.body as { data_list: { image_id: string; namespace: string }[] }).data_list;
    const found = await get("listImageVulnerabilities", {
      image_id: image?.image_id,
      image_type: "private_image",
      namespace: image?.namespace,
      image_name: "镜像 %2F+",
      tag_name: "1.0",
    });
    expect(found.body).toMatchObject({ total_num: 30 });
  });

  test("refusals are those of the gateway, not of the server", async () => {
    const { remote } = await start();
    const url = urlOf(remote, "listRegistryImages", {});
    const token = { headers: { "X-Auth-Token": DEFAULT_TOKEN } };
    errorOf(await read("listRegistryImages", await fetch(url)), 401, "APIGW.0301");
    errorOf(
      await read("listRegistryImages", await fetch(`${url}?x=${"a".repeat(33_000)}`, token)),
      414,
      "APIGW.0201",
    );
    const long = { headers: { "X-Auth-Token": "t".repeat(32_768) } };
    errorOf(await read("listRegistryImages", await fetch(url, long)), 401, "APIGW.0307");
    const create = urlOf(remote, "createManualImageScanTask", {});
    const large = { method: "POST", ...token, body: " ".repeat(12 * 1024 * 1024 + 1) };
    errorOf(await read("createManualImageScanTask", await fetch(create, large)), 413, "APIGW.0201");
    const empty = await read("createManualImageScanTask", await fetch(create, { method: "POST", ...token }));
    errorOf(empty, 400, "HSS.0001");
  });

  test("what is no HTTP is answered with 400, and the server lives on", async () => {
    const { remote, server } = await start();
    expect(await raw(server, "nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400/);
    expect(
      await raw(server, "GET /%%%00?%zz=%&&& HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
    ).toContain("APIGW.0101");
    const answer = await send(remote, urlOf(remote, "listRegistryImages", {}));
    expect(answer.status).toBe(200);
  });
});

describe("the server", () => {
  test("listens on the loopback address only", async () => {
    const { server } = await start();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.internal === false && address.family === "IPv4");
    if (outside === undefined) return;
    const socket = connect(server.port, outside.address);
    const outcome = await Promise.race([
      once(socket, "connect").then(() => "connected"),
      once(socket, "error").then(([error]) => (error as NodeJS.ErrnoException).code),
    ]).catch((error: NodeJS.ErrnoException) => error.code);
    socket.destroy();
    expect(outcome).toBe("ECONNREFUSED");
  });

  test("a port in use is named, with what to do", async () => {
    const { server } = await start();
    await expect(serve(createEmulator(), { port: server.port })).rejects.toThrow(
      new RegExp(`Port ${server.port} on 127\\.0\\.0\\.1 is in use.*choose another`, "i"),
    );
  });

  test.each([-1, 65_536, 1.5, Number.NaN])("%s is no port", async (port) => {
    await expect(serve(createEmulator(), { port })).rejects.toThrow(`port is ${port}`);
  });

  test("closing ends open connections and frees the port", async () => {
    const emulator = createEmulator();
    const server = await serve(emulator);
    const idle = connect(server.port, "127.0.0.1");
    await once(idle, "connect");
    const ended = once(idle, "close");
    await server.close();
    await ended;
    const again = await serve(emulator, { port: server.port });
    expect(again.port).toBe(server.port);
    await again.close();
  });

  test("leaves the globals alone", async () => {
    const { Request: before, Response: beforeResponse } = globalThis;
    await start();
    expect(globalThis.Request).toBe(before);
    expect(globalThis.Response).toBe(beforeResponse);
  });
});
