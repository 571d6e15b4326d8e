/** Where a value travels: what narrows a request breaks callers, what widens an answer breaks readers. */
export type Direction = "request" | "answer";

export interface Change {
  breaking: boolean;
  /** The node, from the innermost component on: "ImageScanTask.task_status", "listImageScanTask: query limit". */
  where: string;
  /** What changed, in words. */
  text: string;
  /** The operations that have the node, by operationId, in the document's order; none for the document itself. */
  operations: string[];
}

/** Gathers changes; one that several operations share, through a component, is there once. */
export class Changes {
  readonly #changes = new Map<string, Change>();

  add(operation: string | undefined, breaking: boolean, where: string, text: string): void {
    const key = JSON.stringify([breaking, where, text]);
    const change = this.#changes.get(key) ?? { breaking, where, text, operations: [] };
    if (operation !== undefined && !change.operations.includes(operation)) change.operations.push(operation);
    this.#changes.set(key, change);
  }

  list(): Change[] {
    return [...this.#changes.values()];
  }
}
