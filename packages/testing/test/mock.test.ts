import { describe, expect } from "vitest";
import { prismTest, startPrismMock } from "../src/prism.ts";
import { readSamples } from "./bundle.ts";

const TOKEN = { "X-Auth-Token": "a-token" };
const JSON_BODY = { "Content-Type": "application/json" };
const TASKS = "/v5/p1/image/tasks?type=image_scan";
const CREATE = "/v5/p1/image/image-scan/tasks";
const samples = await readSamples();

describe("every operation", () => {
  prismTest("is in the bundle", () => {
    expect(samples.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "createManualImageScanTask",
        "listImageScanTask",
        "stopImageScanTask",
        "listRegistryImages",
        "listImageLocal",
        "listImageVulnerabilities",
      ]),
    );
  });

  prismTest.for(samples)("$id answers its documented example", async (sample, { mock }) => {
    const { method, target, body } = sample;
    const headers = { ...TOKEN, ...sample.headers, ...(body !== undefined && JSON_BODY) };
    const response = await fetch(mock.url + target, { method, headers, ...(body !== undefined && { body }) });
    expect(response.headers.get("sl-violations")).toBeNull();
    expect(response.status).toBe(200);
    const text = await response.text();
    if (sample.kind === "json") {
      expect(sample.answers).not.toEqual([]);
      expect(JSON.parse(text)).toEqual(sample.answers[0]);
    } else if (sample.kind === "empty") {
      expect(text).toBe("");
    }
  });
});

describe("a request", () => {
  prismTest("needs a token or a signature", async ({ mock }) => {
    expect((await fetch(mock.url + TASKS)).status).toBe(401);
    expect(
      (await fetch(mock.url + TASKS, { headers: { Authorization: "SDK-HMAC-SHA256 Access=ak" } })).status,
    ).toBe(200);
  });

  prismTest("out of range is refused, with the reason", async ({ mock }) => {
    const response = await fetch(mock.url + CREATE, {
      method: "POST",
      headers: { ...TOKEN, ...JSON_BODY },
      body: JSON.stringify({ rate_limit: 1001 }),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get("sl-violations")).toContain("must be <= 1000");
  });

  prismTest("may hold the largest int64", async ({ mock }) => {
    const response = await fetch(mock.url + CREATE, {
      method: "POST",
      headers: { ...TOKEN, ...JSON_BODY },
      body: '{"image_info":[{"id":9223372036854775807}]}',
    });
    expect(response.headers.get("sl-violations")).toBeNull();
    expect(response.status).toBe(200);
  });

  prismTest("may ask for a documented error", async ({ mock }) => {
    const response = await fetch(mock.url + TASKS, { headers: { ...TOKEN, Prefer: "code=429" } });
    expect(response.status).toBe(429);
  });
});

describe("prismTest", () => {
  const urls = new Set<string>();
  prismTest.for(["one test", "another test"])("shares one Prism in a file: %s", (_, { mock }) => {
    urls.add(mock.url);
    expect(urls.size).toBe(1);
  });
});

describe("startPrismMock", () => {
  prismTest("starts another on another port, and stops it", async ({ mock }) => {
    const other = await startPrismMock();
    expect(other.url).not.toBe(mock.url);
    expect((await fetch(other.url + TASKS, { headers: TOKEN })).status).toBe(200);
    expect(other.log()).toContain("Request received");
    await other.close();
    await other.close();
    await expect(fetch(other.url + TASKS)).rejects.toThrow("fetch failed");
    expect((await fetch(mock.url + TASKS, { headers: TOKEN })).status).toBe(200);
  });
});
