import type { HssClient, LocalImage, RegistryImage } from "@hss-kit/client";
import { describe, expect, it } from "vitest";
import { findLocalImage, findRegistryImage } from "../src/look-up.ts";
import { parseReference } from "../src/reference.ts";

interface Page {
  readonly offset?: number;
  readonly limit?: number;
}

/** A service that lists what it has page by page, and whose filters find more than what is equal. */
function service(registry: readonly RegistryImage[], local: readonly LocalImage[] = []) {
  const calls: object[] = [];
  const list =
    <Image>(images: readonly Image[]) =>
    (parameters: Page) => {
      calls.push(parameters);
      const { offset = 0, limit = 10 } = parameters;
      return Promise.resolve({ total_num: images.length, data_list: images.slice(offset, offset + limit) });
    };
  const hss = { listRegistryImages: list(registry), listImageLocal: list(local) } as unknown as HssClient;
  const { signal } = new AbortController();
  return {
    calls,
    registry: (text: string, narrowing = {}) =>
      findRegistryImage(hss, parseReference(text), narrowing, signal),
    local: (text: string) => findLocalImage(hss, parseReference(text), signal),
  };
}

const nginx = { id: 7n, namespace: "dev", image_name: "nginx", image_version: "1", registry_id: "r1" };

describe("a registry image", () => {
  it("is what is equal among all that the service finds", async () => {
    const { registry } = service([
      { ...nginx, image_name: "nginx-extras", id: 1 },
      { ...nginx, namespace: "dev2", id: 2 },
      { ...nginx, image_version: "1.1", id: 3 },
      { ...nginx, instance_id: "", image_digest: "sha256:00" },
    ]);
    expect(await registry("dev/nginx:1")).toEqual({ ...nginx, image_digest: "sha256:00" });
  });

  it("may be on any page", async () => {
    const others = Array.from({ length: 450 }, (_, id) => ({ ...nginx, id, image_version: `other-${id}` }));
    const { registry, calls } = service([...others, nginx]);
    expect(await registry("dev/nginx:1")).toMatchObject({ id: 7n });
    expect(calls).toHaveLength(3);
  });

  it("is told from its namesakes by digest or registry", async () => {
    const twins = [nginx, { ...nginx, id: 8, registry_id: "r2", image_digest: "sha256:00" }];
    expect(await service(twins).registry("dev/nginx@sha256:00")).toMatchObject({ id: 8 });
    expect(await service(twins).registry("dev/nginx:1", { registry_id: "r2" })).toMatchObject({ id: 8 });
    await expect(service(twins).registry("dev/nginx:1")).rejects.toMatchObject({
      message: '"dev/nginx:1" could be any of 2 images; name one',
      advice: [expect.stringContaining("--id 7"), expect.stringContaining("--id 8"), expect.any(String)],
    });
  });

  it("is not named by more candidates than one can read", async () => {
    const many = Array.from({ length: 20 }, (_, id) => ({ ...nginx, id }));
    await expect(service(many).registry("nginx")).rejects.toMatchObject({
      advice: { length: 10, 8: "  … and 12 more" },
    });
  });

  it("with slashes is looked for with the organisation first", async () => {
    const { registry, calls } = service([{ ...nginx, namespace: "a/b", image_name: "c" }]);
    expect(await registry("a/b/c:1")).toMatchObject({ image_name: "c" });
    expect(calls).toMatchObject([
      { namespace: "a", image_name: "b/c" },
      { namespace: "a/b", image_name: "c" },
    ]);
  });

  it.each([
    [{ is_multiple_arch: true }, "It holds several architectures; HSS does not scan such images on demand."],
    [{ shared_status: "expired" }, "It belongs to another account, and the sharing has expired."],
    [{}, "HSS gives no reason; the console may show one."],
  ])("that is not scannable is refused with the reason %j", async (why, advice) => {
    const { registry } = service([{ ...nginx, ...why, scannable: false }]);
    await expect(registry("dev/nginx:1")).rejects.toMatchObject({ advice: [advice] });
  });
});

describe("a local image", () => {
  const redis = { image_name: "host.example/redis", image_version: "7", image_id: "a".repeat(64) };

  it("is found under its whole name, and named by its image id", async () => {
    expect(await service([], [redis]).local("host.example/redis:7")).toEqual({ image_id: redis.image_id });
  });

  it("that is listed once for each host is one image", async () => {
    expect(await service([], [redis, { ...redis, host_name: "other" }]).local("host.example/redis")).toEqual({
      image_id: redis.image_id,
    });
  });

  it("given by its id is not looked up", async () => {
    const { local, calls } = service([]);
    expect(await local("b".repeat(64))).toEqual({ image_id: "b".repeat(64) });
    expect(calls).toEqual([]);
  });

  it("that is several, or none, is refused", async () => {
    const other = { ...redis, image_version: "8", image_id: "c".repeat(64) };
    await expect(service([], [redis, other]).local("host.example/redis")).rejects.toThrow(/any of 2 images/);
    await expect(service([], [redis]).local("redis:7")).rejects.toThrow(/no image "redis:7"/);
  });
});
