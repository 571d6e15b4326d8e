import { parseJson } from "@hss-kit/client/json";
import { prismTest } from "@hss-kit/testing/prism";
import { describe, expect } from "vitest";
import { hssScan } from "./support/cli.ts";
import { environment, FAST, serviceTest as test } from "./support/service.ts";

interface Task {
  readonly task_id: string;
  readonly task_status: number;
}

async function manualTasks(env: Readonly<Record<string, string>>): Promise<Task[]> {
  const args = ["task", "list", "--task-type", "manual", "--limit", "200", "--format", "json"];
  return (parseJson((await hssScan(args, { env })).stdout) as { data_list: Task[] }).data_list;
}

describe("hss-scan task", () => {
  test("creates, lists, shows and stops", async ({ service: { env } }) => {
    const before = new Set((await manualTasks(env)).map(({ task_id: id }) => id));
    const created = await hssScan(
      ["task", "create", "--is-all", "--scan-scope", "0xf0000", "--rate-limit", "1"],
      { env },
    );
    expect(created.code).toBe(0);
    expect(created.stdout).toBe("");
    const id = (await manualTasks(env)).map((task) => task.task_id).find((one) => !before.has(one)) ?? "";

    const list = await hssScan(["task", "list", "--task-status", "scanning"], { env });
    expect(list.stdout).toMatch(
      /^TASK +STATE +IMAGES +SCANNED +FAILED +RISKY +KIND +STARTED BY +BEGAN \(UTC\)$/m,
    );
    expect(list.stdout).toMatch(new RegExp(`^${id} +running, \\d+% `, "m"));
    expect(list.stderr).toMatch(/^\d+ tasks?\.\n$/);
    const part = await hssScan(["task", "list", "--offset", "1"], { env });
    expect(part.stderr).toMatch(/^\d+ of \d+ tasks \(--limit and --offset show others\)\.\n$/);

    const shown = await hssScan(["task", "show", id], { env });
    expect(shown.stdout).toMatch(/^Looks for: +vulnerabilities$/m);
    expect(shown.stdout).toMatch(/^Rate limit: +1 image an hour$/m);

    const stopped = await hssScan(["task", "stop", id], { env });
    expect(stopped.code).toBe(0);
    const after = await hssScan(["task", "show", id, "--format", "json"], { env });
    expect(parseJson(after.stdout)).toMatchObject({ task_id: id, task_status: -1 });
    expect((await hssScan(["task", "stop", id], { env })).code).toBe(1);
  });

  test("names what failed, and why", async ({ service: { env } }) => {
    const started = await hssScan(["scan", "tests/broken:1.0", "--format", "json", ...FAST], { env });
    const { task } = parseJson(started.stdout) as { task: Task };
    const { stdout } = await hssScan(["task", "show", task.task_id], { env });
    expect(stdout).toMatch(/^State: +failed/m);
    expect(stdout).toMatch(/^tests\/broken:1\.0 +download_failed$/m);
  });

  test("a body about local images that is sent as one about registries: says which option is missing", async ({
    service: { env },
  }) => {
    const body = JSON.stringify({ image_info: [{ image_id: "a".repeat(64) }] });
    for (const command of [
      ["task", "create"],
      ["api", "createManualImageScanTask"],
    ]) {
      const { code, stderr } = await hssScan([...command, "--body", body], { env });
      expect(stderr).toMatch(/^error: .*HSS\.0011/m);
      expect(stderr).toMatch(/^If these are local images, add --global-image-type local\.$/m);
      expect(code).toBe(1);
      const local = await hssScan([...command, "--global-image-type", "local", "--body", body], { env });
      expect(local.stderr).toMatch(/HSS\.0011/);
      expect(local.stderr).not.toMatch(/add --global-image-type/);
    }
  });

  test("1: does not know a task that is none", async ({ service: { env } }) => {
    const shown = await hssScan(["task", "show", "nobody"], { env });
    expect(shown.stderr).toMatch(/^error: no scan task nobody is known/m);
    const resumed = await hssScan(["scan", "--resume", "nobody"], { env });
    expect(resumed.stderr).toMatch(/^error: scan task nobody is not in the list/m);
    expect(resumed.stderr).not.toMatch(/Follow it/);
    expect([shown.code, resumed.code]).toEqual([1, 1]);
  });
});

describe("against the Prism mock", () => {
  prismTest("tasks are listed, shown and stopped as the document has them", async ({ mock, expect }) => {
    const env = environment(mock.url);
    const list = await hssScan(["task", "list", "--format", "json"], { env });
    const { data_list: tasks } = parseJson(list.stdout) as { data_list: Task[] };
    expect(tasks.length).toBeGreaterThan(0);
    for (const { task_id: id } of tasks) {
      const { code, stdout } = await hssScan(["task", "show", id], { env });
      expect(stdout).toContain(id);
      expect(code).toBe(0);
    }
    expect((await hssScan(["task", "stop", "t"], { env })).code).toBe(0);
    expect((await hssScan(["task", "create", "--is-all"], { env })).code).toBe(0);
  });

  prismTest("a task that does not show up is not taken for another one", async ({ mock, expect }) => {
    const { code, stdout, stderr } = await hssScan(["scan", "--all", "--wait", ...FAST], {
      env: environment(mock.url),
    });
    expect(stderr).toMatch(/in the list of tasks/);
    expect(stderr).toMatch(/hss-scan task list --task-type manual/);
    expect(stdout).toBe("");
    expect(code).toBe(3);
  });
});
