import { type OperationId, operations } from "@hss-kit/contract";

/** An operation's place: the method, and the path as the router writes it. */
export interface Route {
  readonly operation: OperationId;
  readonly method: string;
  readonly path: string;
}

const PARAMETER = /^\{(.+)\}$/;

/** Literal segments before parameters, from the left: `/image/vulnerabilities/…` is not `/image/{image_id}/…` [doc]. */
function byLiteralFirst(one: Route, other: Route): number {
  const [a, b] = [one.path.split("/"), other.path.split("/")];
  for (const [index, segment] of a.entries()) {
    const difference = Number(segment.startsWith(":")) - Number(b[index]?.startsWith(":") ?? false);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A route for every operation of a table, in the order in which they must be tried. */
export function routesOf(
  table: Readonly<Record<string, { readonly method: string; readonly path: string }>>,
): Route[] {
  return Object.entries(table)
    .map(([operation, { method, path }]) => ({
      operation: operation as OperationId,
      method,
      path: path
        .split("/")
        .map((segment) => segment.replace(PARAMETER, ":$1"))
        .join("/"),
    }))
    .sort(byLiteralFirst);
}

/** A route for every operation of the contract. */
export const routes: readonly Route[] = routesOf(operations);
