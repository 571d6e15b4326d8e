/** Something to write to: `process.stdout`, or what a test gives in its place. */
export interface Sink {
  /** Where it returns a promise, that rejects with what to say if the text could not be written. */
  write(content: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** The width of the terminal, where it is one. */
  readonly columns?: number;
}

/** What a command sees of the process that it runs in. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** Reports and answers: what one would pipe into a file. */
  readonly stdout: Sink;
  /** Progress, notes and errors: what a person reads meanwhile. */
  readonly stderr: Sink;
  /** Aborted with an `Interrupt` by Ctrl-C. */
  readonly signal: AbortSignal;
}
