import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Run once a version has been published: what is in dist/ is from now on what `changes.ts` compares with. */
const folder = join(import.meta.dirname, "..");
await mkdir(join(folder, "released"), { recursive: true });
await copyFile(join(folder, "dist/hss.en.json"), join(folder, "released/hss.en.json"));
