import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./workspace.ts";

const run = promisify(execFile);

/**
 * The promise of the whole chain: somebody writes one operation into the document, runs the generator, and can call it
 * from the client and from the command, typed and validated, without a line of code.
 */
describe("an operation added to the document", () => {
  let folder: string;
  const here = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hss-added-"));
    await cp(join(root, "spec"), here("spec"), {
      recursive: true,
      filter: (path) => !/^(node_modules|dist|\.turbo|\.reports)/.test(relative(join(root, "spec"), path)),
    });
    await symlink(join(root, "spec/node_modules"), here("spec/node_modules"));
    const index = await readFile(here("spec/openapi.yaml"), "utf8");
    const path = "/v5/{project_id}/image/image-scan/tasks/{task_id}/pause";
    await writeFile(
      here("spec/openapi.yaml"),
      index.replace(
        /^paths:\n/m,
        `paths:\n  ${path}:\n    $ref: paths/image_image-scan_tasks_task_id_pause.yaml\n`,
      ),
    );
    await cp(
      fileURLToPath(new URL("added-operation.yaml", import.meta.url)),
      here("spec/paths/image_image-scan_tasks_task_id_pause.yaml"),
    );
    await run(process.execPath, [here("spec/build/bundle.ts")], { cwd: here("spec") });
    const codegen = join(root, "packages/codegen/src/main.ts");
    await run(process.execPath, [codegen, "--bundles", here("spec/dist"), "--out", here("gen")]);
    await writeFile(here("package.json"), '{ "type": "module" }');
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Runs a program in which `@hss-kit/contract` is the one just generated. */
  const withContract = (file: string, ...args: string[]) =>
    run(
      process.execPath,
      ["--import", fileURLToPath(new URL("use-contract.ts", import.meta.url)), file, ...args],
      {
        env: { ...process.env, CONTRACT: here("gen") },
      },
    ).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  it("can be called from the client, is validated, and the emulator says honestly that it does not do it", async () => {
    const { code, stdout, stderr } = await withContract(
      fileURLToPath(new URL("call-pause.ts", import.meta.url)),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [sent, wrong, refused] = JSON.parse(stdout);
    expect(sent).toEqual({
      method: "PUT",
      path: "/v5/project/image/image-scan/tasks/t1/pause",
      query: "?minutes=5",
    });
    expect(wrong).toContain("minutes is 61, above the maximum 60");
    expect(refused).toContain("pauseImageScanTask");
    expect(refused).toContain("not emulated");
  });

  it("is in the command, with its help in both languages", async () => {
    const command = join(root, "apps/cli/dist/main.js");
    const english = await withContract(command, "api", "pauseImageScanTask", "--help");
    expect(english.stdout).toContain("Lets a running scan wait");
    expect(english.stdout).toContain("--minutes");
    const chinese = await withContract(command, "api", "pauseImageScanTask", "--help", "--lang", "zh");
    expect(chinese.stdout).toContain("让正在进行的扫描等待");
  });
});
