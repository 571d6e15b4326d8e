import { beforeAll, describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type ManualClock } from "../src/index.ts";
import { attempt, call, errorOf } from "./support/call.ts";

type Wanted<Id extends Parameters<typeof call>[1]> = Parameters<typeof call<Id>>[2];

/** An emulator in which everything was scanned, an hour ago. */
let emulator: Emulator<ManualClock>;
beforeAll(async () => {
  emulator = createEmulator();
  await call(emulator, "createManualImageScanTask", { body: { is_all: true } });
  await call(emulator, "createManualImageScanTask", { global_image_type: "local", body: { is_all: true } });
  emulator.clock.advance(3_600_000);
});

describe("listRegistryImages", () => {
  const list = (wanted: Wanted<"listRegistryImages">) =>
    call(emulator, "listRegistryImages", { limit: 200, ...wanted });
  type Image = Awaited<ReturnType<typeof list>>["data_list"][number];

  test.each<[string, Wanted<"listRegistryImages">, (image: Image) => boolean]>([
    ["namespace is equal", { namespace: "平台组" }, (i) => i.namespace === "平台组"],
    ["image_name is contained", { image_name: "服务" }, (i) => i.image_name?.includes("服务") === true],
    ["image_version is equal", { image_version: "latest" }, (i) => i.image_version === "latest"],
    [
      "registry_name is contained",
      { registry_name: "harbor" },
      (i) => i.registry_name?.includes("harbor") === true,
    ],
    ["image_type", { image_type: "shared_image" }, (i) => i.image_type === "shared_image"],
    ["latest_version", { latest_version: true }, (i) => i.latest_version === true],
    ["latest_version false lists all", { latest_version: false }, () => true],
    ["scan_status", { scan_status: "failed" }, (i) => i.scan_status === "failed"],
    ["has_vul", { has_vul: true }, (i) => (i.vul_num ?? 0) > 0],
    ["has no vul", { has_vul: false }, (i) => i.vul_num === 0],
    ["has_malicious_file", { has_malicious_file: true }, (i) => (i.malicious_file_num ?? 0) > 0],
    ["has_unsafe_setting", { has_unsafe_setting: false }, (i) => i.unsafe_setting_num === 0],
    [
      "risky",
      { risky: false },
      (i) => (i.vul_num ?? 0) + (i.malicious_file_num ?? 0) + (i.unsafe_setting_num ?? 0) === 0,
    ],
    ["is_multarch", { is_multarch: true }, (i) => i.is_multiple_arch === true],
    ["severity_level", { severity_level: "High" }, (i) => i.severity_level === "High"],
    [
      "instance_name is contained",
      { instance_name: "企业" },
      (i) => i.instance_name?.includes("企业") === true,
    ],
    [
      "two at once",
      { image_type: "harbor", has_vul: true },
      (i) => i.image_type === "harbor" && (i.vul_num ?? 0) > 0,
    ],
  ])("%s", async (_name, wanted, matches) => {
    const all = (await list({})).data_list;
    const expected = all.filter(matches);
    expect(expected.length).toBeGreaterThan(0);
    expect((await list(wanted)).data_list).toEqual(expected);
  });

  test("image_size, instance_id and the times are compared by value, the bounds included", async () => {
    const all = (await list({})).data_list;
    const image = all.find(({ instance_id, latest_scan_time }) => instance_id && latest_scan_time);
    if (image === undefined) throw new Error("no such image");
    const at = (found: { data_list: Image[] }) => found.data_list.map(({ id }) => id);
    expect(at(await list({ image_size: Number(image.image_size) }))).toContain(image.id);
    expect(at(await list({ instance_id: image.instance_id ?? "" }))).toContain(image.id);
    const { latest_scan_time: scan = 0, latest_update_time: update = 0, latest_sync_time: sync = 0 } = image;
    for (const [from, to, time] of [
      ["start_latest_scan_time", "end_latest_scan_time", scan],
      ["start_latest_update_time", "end_latest_update_time", update],
      ["start_latest_sync_time", "end_latest_sync_time", sync],
    ] as const) {
      expect(at(await list({ [from]: time, [to]: time }))).toContain(image.id);
      expect(at(await list({ [from]: Number(time) + 1 }))).not.toContain(image.id);
      expect(at(await list({ [to]: Number(time) - 1 }))).not.toContain(image.id);
    }
  });

  test("is sorted by latest_scan_time in either direction, the unscanned last", async () => {
    for (const sort_dir of ["asc", "desc"] as const) {
      const times = (await list({ sort_key: "latest_scan_time", sort_dir })).data_list.map((i) =>
        i.latest_scan_time === undefined ? undefined : Number(i.latest_scan_time),
      );
      const known = times.filter((time) => time !== undefined);
      const sign = sort_dir === "asc" ? 1 : -1;
      expect(known.length).toBeLessThan(times.length);
      expect(times.slice(0, known.length)).toEqual(known.toSorted((a, b) => sign * (a - b)));
    }
  });

  test("pages cover the list, each entry once", async () => {
    const all = (await list({})).data_list;
    const pages = [];
    for (let offset = 0; offset < all.length + 7; offset += 7) {
      const page = await call(emulator, "listRegistryImages", { offset, limit: 7 });
      expect(page.total_num).toBe(all.length);
      pages.push(...page.data_list);
    }
    expect(pages).toEqual(all);
    expect((await call(emulator, "listRegistryImages", {})).data_list).toHaveLength(10);
    expect((await call(emulator, "listRegistryImages", { offset: 2_000_000 })).data_list).toEqual([]);
  });
});

describe("listImageLocal", () => {
  const list = (wanted: Wanted<"listImageLocal">) =>
    call(emulator, "listImageLocal", { limit: 200, ...wanted });

  test("filters on image and host", async () => {
    const all = (await list({})).data_list;
    const [first] = all;
    const names = async (wanted: Wanted<"listImageLocal">) =>
      (await list(wanted)).data_list.map((i) => i.image_name);
    expect(await names({ image_name: "平台组" })).toEqual(["swr.example/平台组/订单服务"]);
    expect(await names({ host_id: first?.host_id ?? "" })).toContain(first?.image_name);
    expect(await names({ host_name: first?.host_name ?? "" })).toContain(first?.image_name);
    expect(await names({ host_ip: "203.0.113.10" })).not.toEqual([]);
    expect(await names({ host_ip: "203.0.113.99" })).toEqual([]);
    for (const has_container of [true, false]) {
      const found = (await list({ has_container })).data_list;
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((i) => Number(i.container_num) > 0 === has_container)).toBe(true);
    }
    expect(await names({ container_id: "none" })).toEqual([]);
    expect(await names({ app_name: "openssl" })).not.toEqual(await names({}));
    expect((await list({ has_vul: true })).data_list.every((i) => Number(i.vul_num) > 0)).toBe(true);
  });

  test("sizes beyond 2^53 keep every digit on the wire", async () => {
    const answer = await attempt(emulator, "listImageLocal", { limit: 200 });
    expect(answer.text).toContain('"image_size":9223372036854775807,');
    expect(answer.text).toContain('"image_size":9007199254740993,');
  });
});

describe("listImageScanTask", () => {
  const list = (wanted: Partial<Wanted<"listImageScanTask">>) =>
    call(emulator, "listImageScanTask", { type: "image_scan", ...wanted });

  test("the newest first; the scan of the policy stands there too", async () => {
    const { data_list } = await list({});
    expect(data_list.map(({ task_type, image_type }) => [task_type, image_type])).toEqual([
      ["manual", "local"],
      ["manual", "registry"],
      ["cycle", "registry"],
    ]);
    const times = data_list.map(({ begin_time }) => Number(begin_time));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test("filters, create_time and end_time by equality", async () => {
    const [local, , cycle] = (await list({})).data_list;
    const ids = async (wanted: Partial<Wanted<"listImageScanTask">>) =>
      (await list(wanted)).data_list.map(({ task_id }) => task_id);
    expect(await ids({ global_image_type: "local" })).toEqual([local?.task_id]);
    expect(await ids({ task_type: "cycle" })).toEqual([cycle?.task_id]);
    expect(await ids({ task_id: cycle?.task_id ?? "" })).toEqual([cycle?.task_id]);
    expect(await ids({ task_name: "周期" })).toEqual([cycle?.task_id]);
    const begin = Number(cycle?.begin_time);
    expect(await ids({ create_time: begin })).toEqual([cycle?.task_id]);
    expect(await ids({ create_time: begin + 1 })).toEqual([]);
    expect(await ids({ end_time: Number(cycle?.end_time) })).toEqual([cycle?.task_id]);
    expect(await ids({ scan_scope: 0x7fffffff })).toEqual([cycle?.task_id]);
    expect(await ids({ task_status: "finished" })).toHaveLength(3);
    expect(await ids({ task_status: "scanning" })).toEqual([]);
  });

  test("synchronisations are listed apart, with the registries that failed", async () => {
    const { data_list } = await list({ type: "image_sync" });
    expect(data_list.map(({ task_type }) => task_type)).toEqual(["manualSync", "autoSync"]);
    expect(data_list[0]?.failed_images).toMatchObject([
      { registry_name: "harbor-旧机房", failed_reason: "REQUEST_API_ERROR" },
    ]);
    expect((await list({ type: "image_sync", task_type: "autoSync" })).total_num).toBe(1);
  });

  test("holds at most the thousand newest tasks", async () => {
    const busy = createEmulator();
    for (let count = 0; count < 1005; count++) {
      await call(busy, "createManualImageScanTask", {
        body: { image_info: [{ id: 9_223_372_036_854_775_807n }] },
      });
      busy.clock.advance(1);
    }
    const page = await call(busy, "listImageScanTask", { type: "image_scan", limit: 200, offset: 990 });
    expect(page).toMatchObject({ total_num: 1000 });
    expect(page.data_list).toHaveLength(10);
  });
});

describe("listImageVulnerabilities", () => {
  async function target() {
    const page = await call(emulator, "listRegistryImages", {
      severity_level: "High",
      image_type: "private_image",
    });
    const [image] = page.data_list;
    if (image === undefined) throw new Error("no such image");
    return {
      image,
      named: {
        image_id: image.image_id ?? "",
        image_type: "private_image",
        namespace: image.namespace ?? "",
        image_name: image.image_name ?? "",
        tag_name: image.image_version ?? "",
      } as const,
    };
  }

  test("pages through every finding, as many as vul_num says", async () => {
    const { image, named } = await target();
    const found = [];
    for (let offset = 0; offset < Number(image.vul_num); offset += 200) {
      found.push(
        ...(await call(emulator, "listImageVulnerabilities", { ...named, offset, limit: 200 })).data_list,
      );
    }
    expect(found).toHaveLength(Number(image.vul_num));
    expect(new Set(found.map(({ vul_id }) => vul_id)).size).toBe(found.length);
    const counts = { immediate_repair: 0, delay_repair: 0, not_needed_repair: 0 };
    for (const repair_necessity of ["immediate_repair", "delay_repair", "not_needed_repair"] as const) {
      const page = await call(emulator, "listImageVulnerabilities", { ...named, repair_necessity });
      counts[repair_necessity] = page.total_num;
      expect(page.total_num).toBe(found.filter((one) => one.repair_necessity === repair_necessity).length);
    }
    expect(counts.immediate_repair).toBeGreaterThan(0);
    const [first] = found;
    const one = await call(emulator, "listImageVulnerabilities", { ...named, vul_id: first?.vul_id ?? "" });
    expect(one.data_list).toEqual([first]);
    const both = await Promise.all(
      (["linux_vul", "app_vul"] as const).map((type) =>
        call(emulator, "listImageVulnerabilities", { ...named, type }),
      ),
    );
    expect(both.reduce((sum, page) => sum + page.total_num, 0)).toBe(found.length);
    expect(
      (await call(emulator, "listImageVulnerabilities", { ...named, handle_status: "handled" })).total_num,
    ).toBe(0);
  });

  test.each(["image_id", "image_type", "namespace", "image_name", "tag_name", "instance_id"])(
    "an image whose %s is another does not exist: HSS.0011",
    async (field) => {
      const { named } = await target();
      const other = field === "image_type" ? "cicd" : "another";
      errorOf(
        await attempt(emulator, "listImageVulnerabilities", { ...named, [field]: other }),
        400,
        "HSS.0011",
      );
    },
  );
});
