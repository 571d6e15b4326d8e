import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

export interface Manifest {
  name: string;
  private?: boolean;
  type?: string;
  exports?: Record<string, Record<string, string>>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
}

export interface Room {
  /** From the root, with slashes: `packages/client`. */
  folder: string;
  manifest: Manifest;
}

/** Every package of the workspace. */
export const rooms: readonly Room[] = ["spec", ...under("packages"), ...under("apps")].map((folder) => ({
  folder,
  manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest,
}));

export const published = rooms.filter(({ manifest }) => !manifest.private);

export function room(folder: string): Room {
  const found = rooms.find((candidate) => candidate.folder === folder);
  if (found === undefined) throw new Error(`no package in ${folder}`);
  return found;
}

function under(folder: string): string[] {
  return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
}

const LEFT_OUT = new Set(["node_modules", "dist", ".turbo", ".reports"]);

/** Files below a folder of the workspace that match, as paths from the root with slashes. */
export function files(folder: string, matching: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      if (LEFT_OUT.has(entry.name)) return [];
      const path = relative(root, join(root, folder, entry.name))
        .split(sep)
        .join("/");
      return entry.isDirectory() ? files(path, matching) : matching.test(path) ? [path] : [];
    })
    .sort();
}

export const read = (path: string): string => readFileSync(join(root, path), "utf8");
