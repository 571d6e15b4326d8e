interface Operation {
  operationId: string;
  description?: string;
}

/** The part of an OpenAPI document that is read here. */
export interface OpenApi {
  paths: Record<string, Record<string, Operation | { operationId?: undefined }>>;
}

/** The operations of a document, in its order. */
export function operationsOf(document: OpenApi): Operation[] {
  return Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .filter((operation): operation is Operation => operation.operationId !== undefined);
}

/**
 * For the pages alone: each operation shows its official name, which is how the client calls it, and wherever a text names
 * another operation, the name is a link.
 *
 * @param document parsed OpenAPI; changed in place.
 */
export function linkOperations(document: OpenApi): void {
  const operations = operationsOf(document);
  const names = operations.map(({ operationId }) => operationId).sort((a, b) => b.length - a.length);
  // Not within code, a link or a longer word.
  const name = new RegExp(`\`[^\`]*\`|\\[[^\\]]*\\]\\([^)]*\\)|(?<![\\w/#])(${names.join("|")})(?!\\w)`, "g");
  eachDescription(document, (text) =>
    text.replace(name, (match, id: string | undefined) =>
      id === undefined ? match : `[${id}](${address(id)})`,
    ),
  );
  for (const operation of operations) {
    operation.description = [`\`${operation.operationId}\``, operation.description]
      .filter(Boolean)
      .join("\n\n");
  }
}

/** A deep link that is the same in both languages. */
export function address(operationId: string): string {
  return `#operation/${operationId}`;
}

function eachDescription(node: unknown, change: (text: string) => string): void {
  if (typeof node !== "object" || node === null) return;
  if ("description" in node && typeof node.description === "string") {
    Object.assign(node, { description: change(node.description) });
  }
  for (const child of Object.values(node)) eachDescription(child, change);
}
