import { verify } from "@hss-kit/signer";
import { describe, expect, it } from "vitest";
import { HssRequestError } from "../src/index.ts";
import { requestFaults } from "../src/validation.ts";
import { clientOf, EMPTY_PAGE, json, rejection, SECRETS } from "./support/client.ts";

const BIG = 9223372036854775807n;

async function faultsOf(promise: Promise<unknown>) {
  const error = await rejection(promise);
  if (!(error instanceof HssRequestError)) throw error;
  return error;
}

describe("an operation", () => {
  it("puts each parameter where the document says, under its wire name", async () => {
    const { hss, sent } = clientOf(() => json(EMPTY_PAGE), { enterpriseProjectId: "all_granted_eps" });
    await hss.listImageVulnerabilities({
      image_id: "sha256:ab/c d",
      image_type: "harbor",
      namespace: "支付 团队",
      image_name: "a&b=c",
      tag_name: "1+1",
    });
    await hss.stopImageScanTask({ task_id: "t-1", region: "cn-north-4", enterprise_project_id: "7" });
    await hss.createManualImageScanTask({
      global_image_type: "local",
      body: { is_all: true, scan_scope: 0xf0000 },
    });

    expect(sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      "GET /v5/p-1/image/sha256%3Aab%2Fc%20d/vulnerabilities",
      "PUT /v5/p-1/image/image-scan/tasks/t-1/stop",
      "POST /v5/p-1/image/image-scan/tasks",
    ]);
    expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toEqual({
      enterprise_project_id: "all_granted_eps",
      image_type: "harbor",
      namespace: "支付 团队",
      image_name: "a&b=c",
      tag_name: "1+1",
    });
    expect(sent[1]?.url.search).toBe("?enterprise_project_id=7");
    expect(sent[1]?.headers.get("region")).toBe("cn-north-4");
    expect(sent[1]?.body).toBeUndefined();
    expect(sent[2]?.headers.get("content-type")).toBe("application/json");
    expect(sent[2]?.body).toBe('{"is_all":true,"scan_scope":983040}');
  });

  it("signs so that a gateway can verify it, with the security token", async () => {
    const { hss, sent, clock } = clientOf(() => json(EMPTY_PAGE));
    await hss.createManualImageScanTask({ body: { image_info: [{ id: BIG, namespace: "支付" }] } });
    const [request] = sent;
    if (request === undefined) throw new Error("nothing was sent");
    request.headers.set("host", request.url.host);
    const received = {
      ...request,
      ...(request.body !== undefined && { body: request.body }),
      url: request.url,
    };
    const verification = verify(
      { method: received.method, url: received.url, headers: received.headers, body: received.body ?? "" },
      (ak) => (ak === SECRETS.ak ? SECRETS : undefined),
      { now: new Date(clock.now()) },
    );
    expect(verification).toMatchObject({ ok: true, ak: SECRETS.ak });
    expect(request.headers.get("x-security-token")).toBe(SECRETS.securityToken);
    expect(request.headers.get("x-project-id")).toBe("p-1");
  });

  it("sends a token in place of a signature", async () => {
    const { hss, sent } = clientOf(() => json(EMPTY_PAGE), { credentials: { token: "token-of-iam" } });
    await hss.listImageScanTask({ type: "image_scan" });
    expect(sent[0]?.headers.get("x-auth-token")).toBe("token-of-iam");
    expect(sent[0]?.headers.has("authorization")).toBe(false);
  });

  it("keeps 64-bit integers exact, in both directions", async () => {
    const { hss, sent } = clientOf(({ method }) =>
      method === "POST"
        ? new Response(null)
        : json('{"total_num":1,"data_list":[{"id":9223372036854775807,"image_size":5}]}'),
    );
    await hss.createManualImageScanTask({ body: { query_info: { image_size: BIG } } });
    expect(sent[0]?.body).toBe('{"query_info":{"image_size":9223372036854775807}}');
    const page = await hss.listRegistryImages({ end_latest_scan_time: BIG as never });
    expect(sent[1]?.url.search).toBe("?end_latest_scan_time=9223372036854775807");
    expect(page.data_list).toEqual([{ id: BIG, image_size: 5 }]);
  });

  it("gives undefined where the service answers nothing", async () => {
    const { hss } = clientOf(() => new Response(""));
    expect(await hss.createManualImageScanTask()).toBeUndefined();
  });

  it("is there in hss.raw too, with exact integers and returned errors", async () => {
    const { hss, sent } = clientOf(({ method }) =>
      method === "GET"
        ? json('{"total_num":1,"data_list":[{"id":9223372036854775807}]}')
        : json({ error_code: "HSS.0011", error_msg: "m" }, { status: 400 }),
    );
    const path = { project_id: "p/2" };
    const { data } = await hss.raw.GET("/v5/{project_id}/image/registries/images", { params: { path } });
    expect(data?.data_list?.[0]?.id).toBe(BIG);
    const { error, response } = await hss.raw.POST("/v5/{project_id}/image/image-scan/tasks", {
      params: { path },
      body: { image_info: [{ id: BIG }] },
    });
    expect(error).toEqual({ error_code: "HSS.0011", error_msg: "m" });
    expect(response.status).toBe(400);
    expect(sent[1]?.url.pathname).toBe("/v5/p%2F2/image/image-scan/tasks");
    expect(sent[1]?.body).toBe('{"image_info":[{"id":9223372036854775807}]}');
    expect(sent[1]?.headers.get("authorization")).toMatch(/^SDK-HMAC-SHA256 /);
  });
});

describe("a wrong call", () => {
  const { hss, sent } = clientOf(() => json(EMPTY_PAGE), { validate: requestFaults });
  const { hss: unchecked, sent: sentUnchecked } = clientOf(() => json(EMPTY_PAGE));
  const noValue = (value: unknown) => value as never;

  it.each([
    [
      "an unknown parameter",
      noValue({ type: "image_scan", tsak_id: "1" }),
      "tsak_id",
      'did you mean "task_id"?',
    ],
    ["a body where none belongs", noValue({ type: "image_scan", body: {} }), "body", "not a parameter"],
    [
      "a number that lost digits",
      noValue({ type: "image_scan", create_time: 2 ** 53 }),
      "create_time",
      "bigint",
    ],
    ["a number that is none", noValue({ type: "image_scan", limit: Number.NaN }), "limit", "NaN"],
    ["null", noValue({ type: null }), "type", "null"],
    ["an object", noValue({ type: {} }), "type", "an object"],
    [
      "half a surrogate pair",
      noValue({ type: "image_scan", task_name: "a\ud800" }),
      "task_name",
      "surrogate",
    ],
  ])("%s is refused before anything leaves", async (_name, parameters, field, text) => {
    const error = await faultsOf(unchecked.listImageScanTask(parameters));
    expect(error.faults.map((one) => one.field)).toEqual([field]);
    expect(error.message).toContain(text);
    expect(error.message).toContain("listImageScanTask: ");
    expect(sentUnchecked).toEqual([]);
  });

  it.each(["", ".", ".."])(
    "the path parameter %j, which would change the path, is refused",
    async (task_id) => {
      expect((await faultsOf(unchecked.stopImageScanTask({ task_id }))).message).toContain("task_id is");
    },
  );

  it("a missing path parameter, a header with a line break and one outside ASCII are refused", async () => {
    expect((await faultsOf(unchecked.stopImageScanTask(noValue({})))).message).toContain(
      "task_id is required",
    );
    for (const region of ["a\r\nX-Evil: 1", "华北"]) {
      const error = await faultsOf(unchecked.stopImageScanTask({ task_id: "1", region }));
      expect(error.faults[0]?.field).toBe("region");
    }
  });

  it.each([
    ["parameters that are none", noValue(null), undefined, /parameters are not an object/],
    ["a list of parameters", noValue([1]), undefined, /parameters are not an object/],
    ["a misspelt option", { type: "image_scan" }, { singal: undefined }, /did you mean "signal"/],
    ["a deadline of 0", { type: "image_scan" }, { deadline: 0 }, /deadline is 0/],
  ] as const)("%s: refused before anything leaves", async (_name, parameters, options, message) => {
    expect((await faultsOf(unchecked.listImageScanTask(parameters, noValue(options)))).message).toMatch(
      message,
    );
    expect(sentUnchecked).toEqual([]);
  });

  it("in a body is named by its path", async () => {
    const body = { image_info: [{ id: 1 }, { id: 2 ** 60 }] };
    const error = await faultsOf(unchecked.createManualImageScanTask({ body }));
    expect(error.faults).toMatchObject([
      { field: "body.image_info[1].id", value: 2 ** 60, keyword: "int64" },
    ]);
    expect(error.message).toContain("9223372036854775807n");
  });

  it("with a body that JSON cannot hold says so", async () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    for (const body of [round, () => 1, Symbol("x")]) {
      expect(
        (await faultsOf(unchecked.createManualImageScanTask({ body: noValue(body) }))).faults,
      ).toMatchObject([{ field: "body", keyword: "json" }]);
    }
  });

  it("is checked against the document where validation is asked for: field, value and limit are named", async () => {
    const error = await faultsOf(hss.listImageScanTask({ type: "image_scan", limit: 5 }));
    expect(error.faults).toMatchObject([{ field: "limit", value: 5, limit: 10 }]);
    expect(error.message).toMatch(/limit.*5.*10/);
    const inBody = await faultsOf(hss.createManualImageScanTask({ body: { rate_limit: 1001 } }));
    expect(inBody.faults).toMatchObject([{ field: "body.rate_limit", value: 1001, limit: 1000 }]);
    const missing = await faultsOf(hss.listImageScanTask(noValue({})));
    expect(missing.message).toContain("type");
    expect(sent).toEqual([]);
    await hss.createManualImageScanTask({ body: { image_info: [{ id: BIG }] } });
    expect(sent).toHaveLength(1);
  });

  it("gives an error that can be logged as JSON, bigints and all", async () => {
    const error = await faultsOf(hss.createManualImageScanTask({ body: { image_info: [{ id: BIG + 1n }] } }));
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: "HssRequestError",
      message: error.message,
      faults: [{ field: "body.image_info[0].id", value: "9223372036854775808" }],
    });
  });
});
