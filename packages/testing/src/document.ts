import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const INT64_MAX = 2 ** 63;

/**
 * Writes a copy of the English bundle that Prism judges rightly, into a folder of its own.
 *
 * A copy for two reasons. Prism reads `format: int64` as "no more than 2^53 - 1" and would fault ids that the service
 * sends; so the format gives way to the real bounds (as doubles: Prism cannot tell 2^63 - 1 from 2^63). And Prism
 * restarts, on another port, when its document changes, which a build beside running tests would cause.
 *
 * @throws {Error} when the bundle is not there; the message names the command that makes it.
 */
export async function writePrismDocument(): Promise<{ path: string; remove: () => Promise<void> }> {
  const document: unknown = JSON.parse(await readBundle());
  widenInt64(document);
  const folder = await mkdtemp(join(tmpdir(), "hss-kit-prism-"));
  const path = join(folder, "hss.json");
  await writeFile(path, JSON.stringify(document));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function readBundle(): Promise<string> {
  try {
    return await readFile(createRequire(import.meta.url).resolve("@hss-kit/spec/hss.en.json"), "utf8");
  } catch (cause) {
    throw new Error(
      "The bundle @hss-kit/spec/hss.en.json cannot be read; build it: pnpm --filter @hss-kit/spec build",
      {
        cause,
      },
    );
  }
}

/** Changes the schemas in place. An example is data and never has both keys in this form, so all objects may be walked. */
function widenInt64(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  if (isInt64(node)) {
    const { minimum = -INT64_MAX, maximum = INT64_MAX } = node;
    delete node.format;
    Object.assign(node, { minimum, maximum });
  }
  for (const child of Object.values(node)) widenInt64(child);
}

interface Int64Schema {
  type: unknown;
  format?: "int64";
  minimum?: number;
  maximum?: number;
}

function isInt64(node: object): node is Int64Schema {
  return "type" in node && "format" in node && node.format === "int64";
}
