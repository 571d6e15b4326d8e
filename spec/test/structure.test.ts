import { basename, dirname } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { at } from "./at.ts";
import { parsedSources, references } from "./source.ts";

let sources: Map<string, unknown>;
let files: string[] = [];

beforeAll(async () => {
  sources = await parsedSources();
  files = [...sources.keys()];
});

const entries = (value: unknown) => Object.entries((value ?? {}) as Record<string, unknown>);

/** "/v5/{project_id}/image/{image_id}/vulnerabilities" -> "paths/image_image_id_vulnerabilities.yaml" */
function fileOf(url: string): string {
  const name = url.replace("/v5/{project_id}/", "").replaceAll("/", "_").replace(/[{}]/g, "");
  return `paths/${name}.yaml`;
}

describe("openapi.yaml is an index", () => {
  test("it has a reference for each path, to the file that is named after the URL", () => {
    const paths = entries(at(sources.get("openapi.yaml"), "paths"));
    expect(paths.length).toBe(73);
    expect(Object.fromEntries(paths)).toEqual(
      Object.fromEntries(paths.map(([url]) => [url, { $ref: fileOf(url) }])),
    );
  });

  test("it holds components only by reference", () => {
    for (const [type, components] of entries(at(sources.get("openapi.yaml"), "components"))) {
      for (const [name, component] of entries(components)) {
        expect(component).toEqual({ $ref: `components/${type}/${name}.yaml` });
      }
    }
  });

  test("it has nothing else", () => {
    const allowed = [
      "openapi",
      "info",
      "jsonSchemaDialect",
      "servers",
      "security",
      "tags",
      "externalDocs",
      "paths",
      "components",
    ];
    expect(
      entries(sources.get("openapi.yaml"))
        .map(([key]) => key)
        .filter((key) => !allowed.includes(key)),
    ).toEqual([]);
  });
});

describe("files", () => {
  test("each of paths/ is one URL", () => {
    const listed = entries(at(sources.get("openapi.yaml"), "paths")).map(([url]) => fileOf(url));
    expect(files.filter((file) => file.startsWith("paths/")).sort()).toEqual(listed.sort());
  });

  test("no two components have one name, and each is named as a type", () => {
    const names = files
      .filter((file) => file.startsWith("components/"))
      .map((file) => basename(file, ".yaml"));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
  });

  test("components lie in folders of OpenAPI's own names", () => {
    const folders = files
      .filter((file) => file.startsWith("components/"))
      .map((file) => dirname(file).slice("components/".length));
    const known = ["headers", "parameters", "requestBodies", "responses", "schemas", "securitySchemes"];
    expect([...new Set(folders)].filter((folder) => !known.includes(folder))).toEqual([]);
  });

  test("each is used", () => {
    const used = new Set([
      "openapi.yaml",
      ...["$ref", "externalValue"].flatMap((key) => references(sources, key).map(({ to }) => to)),
    ]);
    expect(files.filter((file) => !used.has(file))).toEqual([]);
  });
});
