import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { parseArgs } from "node:util";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * Serves a folder of static files on the loopback address.
 *
 * @param port 0 takes any free port.
 * @throws {Error} when the port is in use, naming it, or when the folder has no `index.html`.
 */
export async function serve(
  folder: string,
  port: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  if (!existsSync(join(folder, "index.html"))) {
    throw new Error(`${folder} has no index.html; build the pages first: pnpm --filter @hss-kit/docs build`);
  }
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = fileOf(folder, pathname);
    if (file !== undefined && !pathname.endsWith("/") && extname(file) === "") {
      response.writeHead(308, { Location: `${pathname}/` }).end();
      return;
    }
    try {
      if (file === undefined) throw new Error("outside the folder");
      const content = await readFile(file);
      response.writeHead(200, {
        "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
        "Content-Length": content.length,
        "Cache-Control": "no-cache",
      });
      response.end(request.method === "HEAD" ? undefined : content);
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
    }
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function fileOf(folder: string, pathname: string): string | undefined {
  let path: string;
  try {
    path = normalize(decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname));
  } catch {
    return undefined;
  }
  const file = join(folder, path);
  return file.startsWith(folder + sep) && !path.includes("\0") ? file : undefined;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Error(
              `Port ${port} is in use by another process; choose another, or leave --port out for a free one.`,
            )
          : error,
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}

if (import.meta.main) {
  try {
    const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Error(`--port is ${values.port}, but must be an integer from 0 to 65535 (0: any free port).`);
    }
    const { url } = await serve(join(import.meta.dirname, "..", "dist"), port);
    console.log(`Documentation: ${url}  (Ctrl-C stops it)`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
