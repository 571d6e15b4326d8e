import { Failure } from "./failure.ts";
import type { Sink } from "./io.ts";
import { whyNotWritten } from "./output.ts";

/** The process's standard output, of which nobody has to wait for a write: one that failed is remembered. */
export class StandardOutput implements Sink {
  /** Why it could not be written. */
  failure: Failure | undefined;
  readonly #stream: NodeJS.WriteStream;
  #readerHasLeft = false;
  #last: Promise<void> = Promise.resolve();

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // Without a listener, an error would end the process with a stack trace; each write is told of its own.
    stream.on("error", () => undefined);
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  get columns(): number {
    return this.#stream.columns;
  }

  /** Resolves when the content is written, or when nobody reads it any more; rejects with a Failure. */
  write(content: string | Uint8Array): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#stream.write(content, (error) => {
        // Whoever read our output has left, as `head` does. The work goes on: its exit code may be a gate's.
        this.#readerHasLeft ||= (error as NodeJS.ErrnoException | null | undefined)?.code === "EPIPE";
        if (error === null || error === undefined || this.#readerHasLeft) {
          resolve();
        } else {
          this.failure ??= new Failure(`cannot write to standard output: ${whyNotWritten(error)}`);
          reject(this.failure);
        }
      });
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** Resolves when all is written, or has failed. */
  flushed(): Promise<void> {
    return this.#last;
  }
}
