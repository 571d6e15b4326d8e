import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { published, read, room, rooms, root } from "./workspace.ts";

interface Task {
  inputs?: string[];
  outputs?: string[];
}

describe("turbo", () => {
  const tasks = Object.entries((JSON.parse(read("turbo.json")) as { tasks: Record<string, Task> }).tasks);

  it.each(tasks)("%s declares what comes out of it", (_name, task) => {
    expect(task.outputs).toBeInstanceOf(Array);
  });

  it.each(tasks)("%s declares what goes into it", (_name, task) => {
    expect(task.inputs).toBeInstanceOf(Array);
  });
});

describe("packages", () => {
  it("are one version line under one licence, as modules", () => {
    expect(new Set(published.map(({ manifest }) => (manifest as { version?: string }).version)).size).toBe(1);
    for (const { manifest } of rooms)
      expect(manifest).toMatchObject({ license: "Apache-2.0", type: "module" });
  });

  it("that are published: exactly these", () => {
    expect(published.map(({ manifest }) => manifest.name).sort()).toEqual([
      "@hss-kit/cli",
      "@hss-kit/client",
      "@hss-kit/contract",
      "@hss-kit/emulator",
      "@hss-kit/signer",
      "@hss-kit/spec",
    ]);
  });

  it.each(published.map(({ folder }) => folder))(
    "%s has its licence and a README in both languages",
    (folder) => {
      for (const name of ["LICENSE", "README.md", "README.zh.md"]) {
        expect(existsSync(join(root, folder, name)), name).toBe(true);
      }
      expect(read(`${folder}/README.zh.md`)).toMatch(/\p{Script=Han}/u);
    },
  );

  it.each(published.map(({ folder }) => folder))("%s enumerates its exports", (folder) => {
    const entries = Object.keys(room(folder).manifest.exports ?? {});
    expect(entries.filter((entry) => entry.includes("*"))).toEqual([]);
  });
});
