import { isBuiltin } from "node:module";
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { files, read, room, rooms } from "./workspace.ts";

/** Who may know whom, in shipped code: ARCHITECTURE.md, "Arrows". */
const MAY_IMPORT: Record<string, readonly string[]> = {
  spec: [],
  "packages/codegen": ["@hss-kit/spec"],
  "packages/contract": [],
  "packages/signer": [],
  "packages/client": ["@hss-kit/contract", "@hss-kit/signer"],
  "packages/emulator": ["@hss-kit/contract", "@hss-kit/signer"],
  "packages/testing": ["@hss-kit/spec"],
  "packages/e2e": [],
  "apps/cli": ["@hss-kit/client", "@hss-kit/emulator"],
  "apps/docs": ["@hss-kit/spec"],
};

/** The packages that run anywhere: Node's own modules only in their `node` entry. */
const PORTABLE = ["packages/contract", "packages/signer", "packages/client", "packages/emulator"];
const NODE_ENTRY = /\/src\/node(\.ts$|\/)/;

const CODE = /\.(ts|mts|mjs|js)$/;
const shipped = (folder: string) =>
  files(folder, CODE).filter((path) => /\/(src|gen|rules|build)\//.test(path));

interface Import {
  file: string;
  specifier: string;
}

/** Imports, exports from elsewhere and dynamic imports, type-only ones too. */
function importsOf(paths: readonly string[]): Import[] {
  return paths.flatMap((file) =>
    ts
      .preProcessFile(read(file), true, true)
      .importedFiles.map(({ fileName }) => ({ file, specifier: fileName })),
  );
}

/** `@hss-kit/client/node` → `@hss-kit/client`, `ajv/dist/core` → `ajv`. */
const packageName = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
const isRelative = (specifier: string) => specifier.startsWith(".");
const isOurs = (name: string) => name.startsWith("@hss-kit/");

describe("who may know whom", () => {
  it("is said for every room", () => {
    expect(Object.keys(MAY_IMPORT).sort()).toEqual(rooms.map(({ folder }) => folder).sort());
  });

  it.each(Object.entries(MAY_IMPORT))("%s imports nothing but %j of the house", (folder, allowed) => {
    const paths = shipped(folder);
    const strangers = importsOf(paths).filter(({ specifier }) => {
      const name = packageName(specifier);
      return isOurs(name) && name !== room(folder).manifest.name && !allowed.includes(name);
    });
    expect(strangers).toEqual([]);
  });

  it.each(Object.entries(MAY_IMPORT))("%s depends on nothing but %j of the house", (folder, allowed) => {
    const names = Object.keys(room(folder).manifest.dependencies ?? {}).filter(isOurs);
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it("has no circle, test dependencies included", () => {
    const uses = new Map(
      rooms.map(({ manifest }) => {
        const all = { ...manifest.dependencies, ...manifest.devDependencies };
        return [manifest.name, Object.keys(all).filter(isOurs)];
      }),
    );
    const visit = (name: string, path: readonly string[]): void => {
      if (path.includes(name)) throw new Error(`a circle: ${[...path, name].join(" → ")}`);
      for (const next of uses.get(name) ?? []) visit(next, [...path, name]);
    };
    for (const name of uses.keys()) expect(() => visit(name, [])).not.toThrow();
  });

  it("lets nobody reach into another room by a relative path", () => {
    const outside = rooms.flatMap(({ folder }) =>
      importsOf(files(folder, CODE)).filter(({ file, specifier }) => {
        if (!isRelative(specifier)) return false;
        const target = posix.join(posix.dirname(file), specifier);
        return !target.startsWith(`${folder}/`) && target !== "vitest.shared.ts";
      }),
    );
    expect(outside).toEqual([]);
  });
});

describe("imports", () => {
  it.each(PORTABLE)("%s needs nothing of Node's outside its node entry", (folder) => {
    const nodes = importsOf(shipped(folder)).filter(
      ({ file, specifier }) => isBuiltin(specifier) && !NODE_ENTRY.test(file),
    );
    expect(nodes).toEqual([]);
  });

  it.each(PORTABLE)("%s evaluates no text", (folder) => {
    const evaluating = shipped(folder).filter((path) => /\beval\(|new Function\(/.test(read(path)));
    expect(evaluating).toEqual([]);
  });

  it.each(rooms.map(({ folder }) => folder))("what %s ships is imported from its dependencies", (folder) => {
    const { manifest } = room(folder);
    const missing = importsOf(shipped(folder)).filter(({ specifier }) => {
      if (isRelative(specifier) || isBuiltin(specifier)) return false;
      const name = packageName(specifier);
      // Types alone are gone from what is shipped.
      const typesOnly = `@types/${name}` in (manifest.devDependencies ?? {});
      return name !== manifest.name && !typesOnly && !(name in (manifest.dependencies ?? {}));
    });
    // The document's build is not shipped: its tools are the workspace's.
    expect(folder === "spec" ? [] : missing).toEqual([]);
  });
});

describe("files", () => {
  it("are generated in the contract only, and all of the contract's code is", () => {
    const generated = rooms.flatMap(({ folder }) => files(folder, /\.gen\.[^/]+$/));
    expect(generated.filter((path) => !path.startsWith("packages/contract/gen/"))).toEqual([]);
    expect(files("packages/contract", CODE).filter((path) => !path.includes(".gen."))).toEqual([]);
  });

  it("stay small: 300 lines, tests 500, and none is called utils", () => {
    const written = rooms
      .flatMap(({ folder }) => files(folder, CODE))
      .filter((path) => !path.includes(".gen."));
    const long = written.filter(
      (path) => read(path).split("\n").length > (path.includes("/test/") ? 500 : 300),
    );
    expect(long).toEqual([]);
    expect(written.filter((path) => /\b(utils?|helpers?|misc)\.[a-z]+$/.test(path))).toEqual([]);
  });
});
