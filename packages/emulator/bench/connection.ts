import { connect } from "node:net";

/** What of a response is still missing: its head, a number of bytes, or the end of its chunks. */
type Expected = "head" | "chunks" | number;

const END_OF_HEAD = "\r\n\r\n";
const END_OF_CHUNKS = "0\r\n\r\n";

/**
 * A kept-open HTTP connection that sends ready-made bytes and only counts what comes back. The usual clients cost more
 * than the servers that are to be measured.
 */
export function openConnection(port: number): { send(request: Buffer): Promise<number>; close(): void } {
  const socket = connect(port, "127.0.0.1").setNoDelay();
  let pending: { resolve(status: number): void; reject(error: Error): void } | undefined;
  let expected: Expected = "head";
  let received = "";
  let status = 0;

  const done = (): void => {
    const { resolve } = pending ?? {};
    pending = undefined;
    expected = "head";
    received = "";
    resolve?.(status);
  };
  socket.on("data", (chunk: Buffer) => {
    // One byte a character: lengths are bytes.
    received += chunk.toString("latin1");
    if (expected === "head") {
      const end = received.indexOf(END_OF_HEAD);
      if (end < 0) return;
      const head = received.slice(0, end).toLowerCase();
      status = Number(head.slice(9, 12));
      const length = /content-length: (\d+)/.exec(head)?.[1];
      expected = length === undefined ? (head.includes("chunked") ? "chunks" : 0) : Number(length);
      received = received.slice(end + END_OF_HEAD.length);
    }
    if (expected === "chunks" ? received.endsWith(END_OF_CHUNKS) : received.length >= expected) done();
  });
  const fail = (error: Error): void => pending?.reject(error);
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("the server closed the connection")));

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
