import { readFile } from "node:fs/promises";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { Failure } from "./failure.ts";

/**
 * The secret that a file holds, without the blanks and line breaks around it.
 * @param what how to name the file in an error, as "the token file"
 * @throws Failure where the file cannot be read or is empty
 */
export async function readSecret(
  path: string,
  what: string,
  exitCode: ExitCode = exitCodes.error,
): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`${what} ${path} cannot be read (${error.code})`, [], exitCode);
  });
  const secret = text.trim();
  if (secret === "") throw new Failure(`${what} ${path} is empty`, [], exitCode);
  return secret;
}
