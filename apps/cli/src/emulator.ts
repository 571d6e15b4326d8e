import { createEmulator, systemClock } from "@hss-kit/emulator";
import { type EmulatorServer, serve } from "@hss-kit/emulator/node";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { quote } from "./shell.ts";

/**
 * Serves an emulator until the signal is aborted. The variables go to standard output, so that they can be kept in a
 * file and sourced; what a person reads goes to standard error.
 * @throws Failure where the port cannot be taken
 */
export async function startEmulator(
  { port, speed, seed }: { port: number; speed: number; seed?: number },
  io: Io,
): Promise<void> {
  const emulator = createEmulator({ clock: systemClock({ speed }), ...(seed !== undefined && { seed }) });
  let server: EmulatorServer;
  try {
    server = await serve(emulator, { port });
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
  const { credentials, projectId } = emulator;
  const variables = {
    HSS_ENDPOINT: server.url,
    HUAWEICLOUD_SDK_AK: credentials.ak,
    HUAWEICLOUD_SDK_SK: credentials.sk,
    HUAWEICLOUD_SDK_PROJECT_ID: projectId,
  };
  const pace = speed === 1 ? "" : `, its time runs ${speed} times as fast`;
  const isSeen = io.stdout.isTTY === true;
  const where = isSeen
    ? "Paste into another terminal:\n\n"
    : "The variables for other commands are on standard output: source them there.\n";
  io.stderr.write(`The emulator listens on ${server.url}${pace}. Ctrl-C stops it.\n${where}`);
  await io.stdout.write(
    Object.entries(variables)
      .map(([name, value]) => `export ${name}=${quote(value)}\n`)
      .join(""),
  );
  io.stderr.write(`${isSeen ? "\n" : ""}Then try: hss-scan scan --all --wait --poll-interval 1s\n`);
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    io.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.close();
  io.stderr.write(`${isSeen ? "\n" : ""}The emulator has stopped.\n`);
}
