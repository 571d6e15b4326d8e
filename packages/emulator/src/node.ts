import type { AddressInfo } from "node:net";
import { serve as listen } from "@hono/node-server";
import type { Emulator } from "./emulator.ts";

export interface ServeOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

export interface EmulatorServer {
  /** Base URL, for instance `http://127.0.0.1:49152`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening, closes open connections, and resolves when the port is free again. */
  close(): Promise<void>;
}

/** The emulator's keys are public, so nobody but this machine may reach it. */
const LOOPBACK = "127.0.0.1";
/** Room for a URI of 32 KB, which the emulator itself refuses, and for a token of 32 KB beside it. */
const LARGEST_HEADERS = 128 * 1024;

/**
 * Serves an emulator over HTTP on the loopback address. Give it a `systemClock`: nobody outside moves a manual one.
 *
 * @throws Error when the port is in use or may not be taken; the message names it and says what to do.
 */
export function serve(
  emulator: Pick<Emulator, "fetch">,
  options: ServeOptions = {},
): Promise<EmulatorServer> {
  const { port = 0 } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return Promise.reject(new RangeError(`port is ${port}: it must be a whole number from 0 to 65535.`));
  }
  return new Promise((resolve, reject) => {
    const server = listen({
      fetch: (request: Request) => emulator.fetch(request),
      hostname: LOOPBACK,
      port,
      // The globals belong to whoever starts the server.
      overrideGlobalObjects: false,
      serverOptions: { maxHeaderSize: LARGEST_HEADERS },
    });
    server.once("error", (error: NodeJS.ErrnoException) => reject(explained(error, port)));
    server.once("listening", () => {
      const address = server.address() as AddressInfo;
      resolve({
        url: `http://${LOOPBACK}:${address.port}`,
        port: address.port,
        close: () =>
          new Promise((done, failed) => {
            server.close((error) => (error === undefined ? done() : failed(error)));
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
  });
}

function explained(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new Error(
      `Port ${port} on ${LOOPBACK} is in use. Stop the program that listens there, choose another port, or leave it out (0) to get a free one.`,
      { cause: error },
    );
  }
  if (error.code === "EACCES") {
    return new Error(
      `Port ${port} may not be taken by this user. Choose one above 1023, or 0 for a free one.`,
      {
        cause: error,
      },
    );
  }
  return error;
}
