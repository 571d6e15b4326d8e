import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import {
  createClient,
  HssConnectionError,
  HssResponseError,
  HssServiceError,
  HssTimeoutError,
} from "../src/index.ts";
import { EMPTY_PAGE, rejection, SECRETS } from "./support/client.ts";
import { recordingClock } from "./support/clock.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real server on a port that the system chooses, and a client for it. */
async function serve(listener: RequestListener, options: { timeout?: number; deadline?: number } = {}) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  return { hss: clientFor(endpoint, options), endpoint, port, requests: () => requests };
}

function clientFor(endpoint: string, options: { timeout?: number; deadline?: number } = {}) {
  return createClient({
    endpoint,
    credentials: { ...SECRETS },
    projectId: "p",
    clock: recordingClock(),
    random: () => 0,
    ...options,
  });
}

const page = JSON.stringify(EMPTY_PAGE);

describe("a connection", () => {
  it("that is refused: an error with host and code, and a service that surely did not act", async () => {
    const { port } = await serve(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    const hss = clientFor(`http://127.0.0.1:${port}`);
    const error = await rejection(hss.createManualImageScanTask());
    expect(error).toBeInstanceOf(HssConnectionError);
    expect(error).toMatchObject({ code: "ECONNREFUSED", mayHaveActed: false, attempts: 1 });
    expect(String(error)).toContain(`127.0.0.1:${port}: ECONNREFUSED`);
    expect(await rejection(hss.listImageScanTask({ type: "image_scan" }))).toMatchObject({ attempts: 5 });
  });

  it("to a name that nobody has", async () => {
    const error = await rejection(clientFor("http://nobody.invalid").createManualImageScanTask());
    expect(error).toMatchObject({ name: "HssConnectionError", mayHaveActed: false });
  });

  it("that drops before the service acted: a GET is repeated, a POST is not", async () => {
    let requests = 0;
    const { hss } = await serve((request, response) => {
      requests++;
      if (request.method === "GET" && requests >= 3) response.end(page);
      else request.socket.destroy();
    });
    expect(await hss.listImageScanTask({ type: "image_scan" })).toEqual(EMPTY_PAGE);
    requests = 0;
    const error = await rejection(hss.createManualImageScanTask());
    expect(error).toMatchObject({ name: "HssConnectionError", mayHaveActed: true, attempts: 1 });
    expect(requests).toBe(1);
  });

  it("that drops after the service acted, in the middle of its answer", async () => {
    const { hss, requests } = await serve((_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
      response.write('{"total_num":');
      setTimeout(() => response.destroy(), 5);
    });
    const error = await rejection(hss.createManualImageScanTask({ body: { is_all: true } }));
    expect(error).toMatchObject({ name: "HssConnectionError", mayHaveActed: true });
    expect(String(error)).toContain("may have acted");
    expect(requests()).toBe(1);
    expect(await rejection(hss.listImageScanTask({ type: "image_scan" }))).toMatchObject({ attempts: 5 });
  });

  it("that hangs: the attempt ends after its timeout, in the head and in the body of the answer", async () => {
    const { hss } = await serve(
      (request, response) => {
        if (request.method === "POST") return;
        response.writeHead(200, { "Content-Type": "application/json" });
        response.write("{");
      },
      { timeout: 50 },
    );
    expect(await rejection(hss.createManualImageScanTask())).toBeInstanceOf(HssTimeoutError);
    expect(await rejection(hss.listImageScanTask({ type: "image_scan" }))).toMatchObject({
      name: "HssTimeoutError",
      attempts: 5,
    });
  });

  it("is closed when the call is aborted", async () => {
    const closed = Promise.withResolvers<void>();
    const stop = new AbortController();
    const reason = new Error("Ctrl-C");
    const { hss } = await serve((request) => {
      request.socket.once("close", () => closed.resolve());
      stop.abort(reason);
    });
    expect(await rejection(hss.listImageScanTask({ type: "image_scan" }, { signal: stop.signal }))).toBe(
      reason,
    );
    await closed.promise;
  });
});

describe("an answer", () => {
  it.each([
    ["is not JSON", "text/html", "<html><title>Login</title></html>"],
    ["is JSON cut short", "application/json", '{"total_num":1,"data_list":[{"task_id":"1"'],
    ["is cut in a long integer", "application/json", '{"total_num":12345678901234567'],
  ])("that %s: HssResponseError, with what it looks like", async (_name, type, body) => {
    const { hss, requests } = await serve((_request, response) => {
      response.writeHead(200, { "Content-Type": type, "X-Request-Id": "req-7" }).end(body);
    });
    const error = await rejection(hss.listImageScanTask({ type: "image_scan" }));
    expect(error).toBeInstanceOf(HssResponseError);
    expect(error).toMatchObject({ status: 200, operation: "listImageScanTask", requestId: "req-7" });
    expect(String(error)).toContain(type);
    expect(String(error)).toContain("req-7");
    expect(requests()).toBe(1);
  });

  it.each(["", " \n", "7", "12345678901234567", '"ok"', "null"])(
    "%j where a list belongs: HssResponseError",
    async (body) => {
      const { hss } = await serve((_request, response) => response.end(body));
      expect(await rejection(hss.listImageScanTask({ type: "image_scan" }))).toBeInstanceOf(HssResponseError);
    },
  );

  it("comes through compression and chunks", async () => {
    const { hss } = await serve((_request, response) => {
      const body = gzipSync('{"total_num":1,"data_list":[{"image_name":"支付","id":9223372036854775807}]}');
      response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" });
      response.write(body.subarray(0, 10));
      response.end(body.subarray(10));
    });
    const { data_list } = await hss.listRegistryImages();
    expect(data_list).toEqual([{ image_name: "支付", id: 9223372036854775807n }]);
  });

  it("of 429 and then 200", async () => {
    let requests = 0;
    const { hss } = await serve((_request, response) => {
      requests++;
      if (requests < 3) {
        response
          .writeHead(429, { "Retry-After": "12" })
          .end('{"error_code":"APIGW.0308","error_msg":"slow down"}');
      } else response.end("");
    });
    await hss.createManualImageScanTask({ body: { is_all: true } });
    expect(requests).toBe(3);
  });

  it("with an error: everything that helps, and no query", async () => {
    const { hss } = await serve((_request, response) => {
      response
        .writeHead(400, { "Content-Type": "application/json", "X-Request-Id": "req-8" })
        .end('{"error_code":"HSS.0001","error_msg":"invalid parameter","request_id":"inner"}');
    });
    const error = await rejection(hss.listImageScanTask({ type: "image_scan", task_name: "private" }));
    expect(error).toBeInstanceOf(HssServiceError);
    expect(error).toMatchObject({
      operation: "listImageScanTask",
      method: "GET",
      path: "/v5/{project_id}/image/tasks",
      status: 400,
      code: "HSS.0001",
      requestId: "req-8",
      serviceMessage: "invalid parameter",
    });
    expect(String(error)).toBe(
      "HssServiceError: GET /v5/{project_id}/image/tasks answered 400 HSS.0001: invalid parameter [request id req-8]",
    );
  });

  it.each([
    ["Invalid parameter.", "limit must be at least 10", "Invalid parameter. (limit must be at least 10)"],
    ["Invalid parameter.", "Invalid parameter.", "Invalid parameter."],
    [undefined, "access denied", "access denied"],
    ["no", undefined, "no"],
  ])("with the message %j and the description %j: %j", async (message, description, shown) => {
    const { hss } = await serve((_request, response) => {
      response
        .writeHead(400, { "Content-Type": "application/json" })
        .end(JSON.stringify({ error_code: "HSS.1", error_msg: message, error_description: description }));
    });
    const error = await rejection(hss.listImageScanTask({ type: "image_scan" }));
    expect(error).toMatchObject({
      message: `GET /v5/{project_id}/image/tasks answered 400 HSS.1: ${shown}`,
      serviceMessage: message ?? description,
      serviceDescription: description,
    });
  });

  it("that redirects to another host: the other host never hears of it", async () => {
    const other = await serve((_request, response) => response.end(page));
    const { hss } = await serve((_request, response) => {
      response.writeHead(307, { Location: `${other.endpoint}/v5/elsewhere?token=t0p` }).end();
    });
    for (const call of [hss.listImageScanTask({ type: "image_scan" }), hss.createManualImageScanTask()]) {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(HssResponseError);
      expect(error).toMatchObject({ status: 307 });
      expect(String(error)).toContain(`redirected to ${other.endpoint}/v5/elsewhere;`);
      expect(String(error)).not.toContain("t0p");
    }
    expect(other.requests()).toBe(0);
  });
});
