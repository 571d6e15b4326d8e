import type { ErrorCode } from "@hss-kit/spec/errors.json";
import type { Words } from "./languages.ts";

interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  "x-errors"?: string[];
  "x-successor"?: string;
}

/** The part of an OpenAPI document that is read here. */
export interface OpenApi {
  servers?: { url: string; description?: string }[];
  paths: Record<string, Record<string, Operation | { operationId?: undefined }>>;
}

/** The operations of a document, in its order. */
export function operationsOf(document: OpenApi): Operation[] {
  return Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .filter((operation): operation is Operation => operation.operationId !== undefined);
}

/**
 * For the pages alone: each operation shows its official name, which is how the client calls it, its successor and its
 * known error codes; and wherever a text names another operation or an error code, the name is a link.
 *
 * @param document parsed OpenAPI; changed in place.
 * @throws {Error} on an error code that the table of codes does not have.
 */
export function linkOperations(
  document: OpenApi,
  words: Pick<Words, "successor" | "errors" | "gateway">,
  errors: readonly Pick<ErrorCode, "code">[],
): void {
  const operations = operationsOf(document);
  const codes = new Set(errors.map(({ code }) => code));
  const addresses = new Map(operations.map(({ operationId }) => [operationId, address(operationId)]));
  for (const code of codes) addresses.set(code, errorAddress(code));
  const names = [...addresses.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(".", "\\."));
  // Not within code, a link or a longer word.
  const name = new RegExp(`\`[^\`]*\`|\\[[^\\]]*\\]\\([^)]*\\)|(?<![\\w/#])(${names.join("|")})(?!\\w)`, "g");
  eachDescription(document, (text) =>
    text.replace(name, (match, found: string | undefined) =>
      found === undefined ? match : link(found, addresses.get(found) ?? ""),
    ),
  );
  const gateway = link(words.gateway, errorAddress("gateway"));
  for (const operation of operations) {
    const { operationId, description, "x-successor": successor, "x-errors": known = [] } = operation;
    const unknown = known.find((code) => !codes.has(code));
    if (unknown !== undefined) {
      throw new Error(
        `x-errors of ${operationId} has ${unknown}, which the table of error codes does not have.`,
      );
    }
    const id = `\`${operationId}\``;
    operation.description = [
      successor === undefined ? id : `${id} · ${words.successor} ${link(successor, address(successor))}`,
      description,
      known.length === 0
        ? ""
        : `${words.errors} ${[...known.map((code) => link(code, errorAddress(code))), gateway].join(" · ")}`,
    ]
      .filter(Boolean)
      .join("\n\n");
  }
}

const link = (text: string, target: string): string => `[${text}](${target})`;

/** A deep link that is the same in both languages. */
export function address(operationId: string): string {
  return `#operation/${operationId}`;
}

/** Where the page of the error codes explains one, or those of an origin. */
export function errorAddress(codeOrOrigin: string): string {
  return `errors.html#${codeOrOrigin}`;
}

function eachDescription(node: unknown, change: (text: string) => string): void {
  if (typeof node !== "object" || node === null) return;
  if ("description" in node && typeof node.description === "string") {
    Object.assign(node, { description: change(node.description) });
  }
  for (const child of Object.values(node)) eachDescription(child, change);
}
