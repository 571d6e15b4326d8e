import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectNoViolations, type PrismProxy, startPrismProxy } from "../src/prism.ts";

const TASKS = "/v5/p1/image/tasks";
const CREATE = "/v5/p1/image/image-scan/tasks";
const PAGE = '{ "total_num": 1, "data_list": [{ "failed_images": [{ "id": 9223372036854775807 }] }] }';

/** What the upstream answers to the test whose name is the path's project. */
type Reply = { status?: number; type?: string; body?: string } | "drop";
interface Seen {
  target: string;
  headers: IncomingMessage["headers"];
  body: string;
}

let upstream: Server;
let proxy: PrismProxy;
const replies = new Map<string, Reply>();
const seen = new Map<string, Seen>();

beforeAll(async () => {
  upstream = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const target = request.url ?? "";
    const project = target.split("/")[2] ?? "";
    seen.set(project, { target, headers: request.headers, body });
    const reply = replies.get(project) ?? { body: PAGE, type: "application/json" };
    if (reply === "drop") return request.socket.destroy();
    response.writeHead(reply.status ?? 200, reply.type === undefined ? {} : { "Content-Type": reply.type });
    return response.end(reply.body);
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  proxy = await startPrismProxy({ upstream: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` });
});

afterAll(async () => {
  await proxy?.close();
  upstream?.close();
});

let last = 0;
/** One exchange through the proxy under a project of its own, with what Prism faulted in it alone. */
async function exchange(options: { path?: string; query?: string; init?: RequestInit; reply?: Reply }) {
  const { path = TASKS, query = "?type=image_scan", init = {}, reply } = options;
  const project = `p${++last}`;
  if (reply !== undefined) replies.set(project, reply);
  const target = path.replace("p1", project) + query;
  const headers = { "X-Auth-Token": "a-token", ...(init.headers as Record<string, string>) };
  const response = await fetch(proxy.url + target, { ...init, headers });
  const body = await response.text();
  const violations = proxy.violations().filter((violation) => violation.path.includes(`/${project}/`));
  return { response, body, violations, upstream: seen.get(project) };
}

const post = (body: string): RequestInit => ({
  method: "POST",
  body,
  headers: { "Content-Type": "application/json" },
});

describe("an exchange that the document allows", () => {
  test("passes without a violation", async () => {
    const { response, violations } = await exchange({});
    expect(response.status).toBe(200);
    expect(violations).toEqual([]);
  });

  test("reaches both sides byte for byte", async () => {
    const sent = '{ "image_info" : [ { "id": 9223372036854775807, "namespace": "组织" } ] }';
    const created = await exchange({ path: CREATE, query: "?region=a%20b", init: post(sent), reply: {} });
    expect(created.upstream?.body).toBe(sent);
    expect(created.upstream?.headers.host).toBe(new URL(proxy.url).host);
    expect(created.body).toBe("");
    expect(created.violations).toEqual([]);

    const listed = await exchange({ query: "?type=image_scan&task_name=a%20b+c%2B~" });
    expect(listed.upstream?.target).toContain("?type=image_scan&task_name=a%20b+c%2B~");
    expect(listed.upstream?.headers).not.toHaveProperty("x-hss-kit-exchange");
    expect(listed.response.headers.has("x-hss-kit-exchange")).toBe(false);
    expect(listed.body).toBe(PAGE);
  });
});

describe("a planted violation is caught", () => {
  test("in a request's body", async () => {
    const { violations } = await exchange({
      path: CREATE,
      query: "",
      init: post('{"rate_limit":1001}'),
      reply: {},
    });
    expect(violations).toMatchObject([
      {
        method: "POST",
        status: 200,
        location: "request.body.rate_limit",
        message: expect.stringContaining("<= 1000"),
      },
    ]);
  });

  test("in a request's query", async () => {
    const { violations } = await exchange({ query: "" });
    expect(violations).toMatchObject([
      { location: "request.query", message: expect.stringContaining("'type'") },
    ]);
  });

  test("in a request's credentials", async () => {
    const { violations } = await exchange({ init: { headers: { "X-Auth-Token": "" } } });
    expect(violations).toMatchObject([{ location: "request", message: "Invalid security scheme used" }]);
  });

  test("in a request's path", async () => {
    const { violations } = await exchange({ path: "/v5/p1/image/nothing" });
    expect(violations).toMatchObject([{ location: "request", message: "Selected route not found" }]);
  });

  test("in a request that Prism would never answer", async () => {
    const { violations, upstream } = await exchange({
      path: CREATE,
      query: "",
      init: post('{"rate_limit":'),
      reply: {},
    });
    expect(violations).toMatchObject([
      { location: "request.body", message: expect.stringContaining("not JSON") },
    ]);
    expect(upstream?.body).toBe('{"rate_limit":');
  });

  test("in a response's body", async () => {
    const reply = { type: "application/json", body: '{"total_num":"一","data_list":[]}' };
    const { body, violations } = await exchange({ reply });
    expect(body).toBe(reply.body);
    expect(violations).toMatchObject([
      {
        method: "GET",
        status: 200,
        location: "response.body.total_num",
        message: expect.stringContaining("integer"),
      },
    ]);
  });

  test("in a response's status", async () => {
    const { response, violations } = await exchange({
      reply: { status: 418, type: "application/json", body: "{}" },
    });
    expect(response.status).toBe(418);
    expect(violations).toMatchObject([
      { location: "response", message: expect.stringContaining("status code") },
    ]);
  });

  test("in a response's content type", async () => {
    const { violations } = await exchange({ reply: { type: "text/html", body: "<p>" } });
    expect(violations.map(({ message }) => message).join()).toContain('media type "text/html"');
  });

  test("in a response that Prism cannot read", async () => {
    const { body, violations } = await exchange({ reply: { type: "application/json", body: "{" } });
    expect(body).toBe("{");
    expect(violations).toMatchObject([
      { location: "exchange", message: expect.stringContaining("Prism answered 500") },
    ]);
  });

  test("in a response that Prism replaces by a mock", async () => {
    const { response, violations } = await exchange({ reply: { status: 501 } });
    expect(response.status).toBe(501);
    expect(violations).toMatchObject([{ location: "exchange" }]);
  });
});

describe("expectNoViolations", () => {
  const violation = {
    method: "GET",
    path: "/v5/p",
    status: 200,
    location: "response.body",
    message: "must be object",
  };

  test("lists what was faulted", () => {
    const judged = { exchanges: () => 1, violations: () => [violation] };
    expect(() => expectNoViolations(judged)).toThrow("GET /v5/p (200) response.body: must be object");
  });

  test("passes when nothing was", () => {
    expect(() => expectNoViolations({ exchanges: () => 1, violations: () => [] })).not.toThrow();
  });

  test("fails when nothing was judged", () => {
    expect(() => expectNoViolations({ exchanges: () => 0, violations: () => [] })).toThrow(
      "No exchange went through",
    );
  });
});

test("a connection that the upstream drops is dropped for the client", async () => {
  await expect(exchange({ reply: "drop" })).rejects.toThrow("fetch failed");
});

test("an upstream that is no URL is refused", async () => {
  await expect(startPrismProxy({ upstream: "localhost" })).rejects.toThrow("Invalid URL");
});
