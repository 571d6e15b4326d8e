import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";

/** Bytes of everything that a module brings into a browser's bundle: minified, each file gzipped. */
export interface BundleSize {
  /** What a page loads before it can do anything. */
  start: number;
  /** That, and what comes when it is needed. */
  whole: number;
}

/** @param names what is taken of the module, as in an export statement */
export async function bundleSize(entry: string, names = "*"): Promise<BundleSize> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${names} from ${JSON.stringify(entry)}`, resolveDir: import.meta.dirname },
    absWorkingDir: import.meta.dirname,
    outdir: ".",
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    logLevel: "silent",
  });
  const atStart = loadedAtStart(metafile);
  const size: BundleSize = { start: 0, whole: 0 };
  for (const { path, contents } of outputFiles) {
    const bytes = gzipSync(contents, { level: 9 }).byteLength;
    size.whole += bytes;
    if ([...atStart].some((name) => path.endsWith(`/${name}`))) size.start += bytes;
  }
  return size;
}

/** The entry, and whatever it imports by a statement. */
function loadedAtStart({ outputs }: Metafile): Set<string> {
  const names = new Set(Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === "<stdin>"));
  for (const name of names) {
    for (const { path, kind } of outputs[name]?.imports ?? []) {
      if (kind === "import-statement") names.add(path);
    }
  }
  return names;
}
