import { randomUUID } from "node:crypto";
import { access, constants, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Failure } from "./failure.ts";
import type { Sink } from "./io.ts";

/** Where a report goes. */
export interface Output {
  /** Writes the whole report, or nothing. */
  write(text: string): Promise<void>;
  /** Removes what was laid down for a report that will not come. */
  discard(): Promise<void>;
}

/**
 * Standard output, or a file. Whether the file can be written is found out at once, before a scan is paid for: its
 * content goes into a file beside it, which takes its name at the end, so that nobody ever reads half a report.
 * @throws Failure
 */
export async function openOutput(path: string | undefined, stdout: Sink): Promise<Output> {
  if (path === undefined || path === "-") {
    return {
      async write(text) {
        await stdout.write(text);
      },
      async discard() {},
    };
  }
  if (path === "") throw new Failure("-o is empty: give the name of a file");
  try {
    return await openFile(path);
  } catch (error) {
    throw await cannotWrite(path, error);
  }
}

async function openFile(path: string): Promise<Output> {
  const target = await realpath(path).catch(() => resolve(path));
  const existing = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (existing?.isDirectory()) throw new Error("it is a directory");
  if (existing !== undefined) await access(target, constants.W_OK);
  if (existing !== undefined && !existing.isFile()) {
    // A pipe or a device cannot be replaced, only written to.
    return { write: (text) => guard(path, () => writeFile(target, text)), async discard() {} };
  }
  const draft = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.part`);
  await writeFile(draft, "", { flag: "wx", mode: existing?.mode ?? 0o666 });
  return {
    write: (text) =>
      guard(path, async () => {
        await writeFile(draft, text);
        await rename(draft, target);
      }),
    discard: () => rm(draft, { force: true }),
  };
}

async function guard(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw await cannotWrite(path, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "its directory does not exist",
  ENOTDIR: "a part of its path is not a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  ENAMETOOLONG: "its name is too long",
};

/** In words where they are known, else as the system says it. */
export function whyNotWritten(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ""] ?? message;
}

async function cannotWrite(path: string, error: unknown): Promise<Failure> {
  // Some directories, as those of /proc, say of a file that cannot be made that it is not there.
  const { code } = error as NodeJS.ErrnoException;
  const folder = code === "ENOENT" && (await stat(dirname(resolve(path))).catch(() => undefined));
  const why = folder ? "its directory takes no new files" : whyNotWritten(error);
  return new Failure(`cannot write ${path}: ${why}`, "Choose another file with -o.");
}
