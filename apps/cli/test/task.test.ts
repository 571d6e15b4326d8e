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
    expect(list.stdout).toMatch(/^TASK +STATE +IMAGES +SCANNED +FAILED +RISKY +KIND +STARTED BY +BEGAN$/m);
    expect(list.stdout).toMatch(new RegExp(`^${id} +running, \\d+% `, "m"));
    expect(list.stderr).toMatch(/^\d+ of \d+ tasks/);

    const shown = await hssScan(["task", "show", id], { env });
    expect(shown.stdout).toMatch(/^Looks for: +vulnerabilities$/m);
    expect(shown.stdout).toMatch(/^Rate limit: +1 images an hour$/m);

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
    expect(code).toBe(1);
  });
});
