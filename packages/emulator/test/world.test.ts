import { requestFaults } from "@hss-kit/contract/validators";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEmulator } from "../src/index.ts";
import { stringifyJson } from "../src/json.ts";
import { random } from "../src/world/random.ts";
import { findingAt, findingsOf } from "../src/world/vulnerabilities.ts";
import { makeWorld } from "../src/world/world.ts";
import { call } from "./support/call.ts";

const START = Date.UTC(2026, 0, 1);
const world = makeWorld(1, START);
const images = world.registryImages;

describe("the seeded world", () => {
  test("is the same to the byte for a seed, and another for another", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        const one = stringifyJson(makeWorld(seed, START));
        expect(stringifyJson(makeWorld(seed, START))).toBe(one);
        expect(stringifyJson(makeWorld(seed ^ 1, START))).not.toBe(one);
      }),
      { numRuns: 20 },
    );
  });

  test("has registries of every kind, and all five image types", () => {
    expect(new Set(world.registries.map(({ type }) => type))).toEqual(
      new Set(["SwrPrivate", "SwrShared", "SwrEnterprise", "Harbor", "Jfrog", "Other"]),
    );
    expect(new Set(images.map(({ registry }) => registry.imageType))).toEqual(
      new Set(["private_image", "shared_image", "instance_image", "harbor", "jfrog"]),
    );
  });

  test("has names in Chinese and in Latin, ids and sizes beyond 2^53, and the largest of both", () => {
    expect(images.some(({ name }) => /\p{Script=Han}/u.test(name))).toBe(true);
    expect(images.some(({ name }) => /^[a-z-]+$/.test(name))).toBe(true);
    expect(images.filter(({ id }) => typeof id === "bigint").length).toBeGreaterThan(20);
    expect(images.some(({ id }) => id === 9_223_372_036_854_775_807n)).toBe(true);
    expect(images.some(({ id }) => typeof id === "number")).toBe(true);
    expect(world.localImages.some(({ size }) => size === 9_223_372_036_854_775_807n)).toBe(true);
    expect(new Set(images.map(({ id }) => id)).size).toBe(images.length);
  });

  test("has an image of several architectures, oversized ones, a failed download, a registry without access", () => {
    expect(images.some((image) => image.multipleArchitectures)).toBe(true);
    const reasons = images.map(({ failure }) => failure?.reason);
    for (const reason of [
      "download_failed",
      "image_over_sized",
      "authentication_failed",
      "response_timed_out",
    ]) {
      expect(reasons).toContain(reason);
    }
    expect(world.localImages.some(({ failure }) => failure?.reason === "docker_offline")).toBe(true);
  });

  test("has a few thousand vulnerabilities", () => {
    const total = images.reduce((sum, { risks }) => sum + risks.vulnerabilities, 0);
    expect(total).toBeGreaterThan(2000);
    expect(total).toBeLessThan(10_000);
  });

  test("gives each vulnerability of an image its own id, and makes the first as bad as the level says", () => {
    const image = images.find(({ risks }) => risks.vulnerabilities > 250 && risks.severity === "High");
    if (image === undefined) throw new Error("no such image");
    const findings = [...findingsOf(1, image)];
    expect(findings).toHaveLength(image.risks.vulnerabilities);
    expect(new Set(findings.map(({ record }) => record.vul_id)).size).toBe(findings.length);
    expect(findings[0]?.record.repair_necessity).toBe("immediate_repair");
    expect(findings[234]).toEqual(findingAt(1, image, 234));
  });

  test("every image can be named in a request: its fields are within the document's limits", () => {
    for (const image of images) {
      const faults = requestFaults("listImageVulnerabilities", {
        project_id: "p",
        image_id: image.imageId,
        image_type: image.registry.imageType,
        namespace: image.namespace,
        image_name: image.name,
        tag_name: image.version,
      });
      expect(faults).toEqual([]);
    }
  });
});

describe("images of a tester's own", () => {
  test("are there beside the seeded ones, and do as told", async () => {
    const emulator = createEmulator({
      images: [
        { image_name: "mine", image_type: "harbor", id: 42, vulnerabilities: 1_000_000, duration: 1000 },
      ],
    });
    const [image] = (await call(emulator, "listRegistryImages", { image_name: "mine" })).data_list;
    expect(image).toMatchObject({ id: 42, image_type: "harbor", scan_status: "unscan", scannable: true });
    await call(emulator, "createManualImageScanTask", { body: { image_info: [{ id: 42 }] } });
    await emulator.clock.sleep(4000);
    const page = await call(emulator, "listImageVulnerabilities", {
      image_id: image?.image_id ?? "",
      image_type: "harbor",
      namespace: image?.namespace ?? "",
      image_name: "mine",
      tag_name: "1.0",
      offset: 999_990,
      limit: 200,
    });
    expect(page).toMatchObject({ total_num: 1_000_000 });
    expect(page.data_list).toHaveLength(10);
  });

  test.each([
    [{ vulnerabilities: -1 }, "images[0].vulnerabilities is -1"],
    [{ vulnerabilities: 2_000_001 }, "images[0].vulnerabilities is 2000001"],
    [{ duration: Number.NaN }, "images[0].duration is NaN"],
    [{ image_name: "名".repeat(129) }, "images[0].image_name"],
    [{ namespace: "n".repeat(65) }, "images[0].namespace"],
    [{ id: 2n ** 63n }, "images[0].id"],
    [{ id: 9_223_372_036_854_775_807n }, "an id twice"],
    [{ image_type: "cicd" as "harbor" }, 'images[0].image_type is "cicd"'],
  ])("%o is refused with its name", (wish, message) => {
    expect(() => createEmulator({ images: [{ image_name: "x", ...wish }] })).toThrow(message);
  });
});

test("numbers from the generator stay in range and spread", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 1000 }), (key, span) => {
      const dice = random(key);
      for (let i = 0; i < 50; i++) {
        const n = dice.between(-span, span);
        expect(Number.isInteger(n) && n >= -span && n <= span).toBe(true);
      }
      expect(dice.hex(7)).toMatch(/^[0-9a-f]{7}$/);
    }),
  );
  const dice = random(1);
  const sides = new Set(Array.from({ length: 200 }, () => dice.between(1, 6)));
  expect(sides.size).toBe(6);
});
