import type { Context, Factory, Location, Node } from "./redocly.ts";

interface Operation {
  deprecated: boolean;
  successor: unknown;
  /** Of x-successor, or of what lacks it. */
  location: Location;
}

/** Whoever calls a deprecated operation learns which one to call instead: one that exists and will stay. */
export const successors: Factory = () => {
  const operations = new Map<unknown, Operation>();
  return {
    Operation: {
      enter(node: Node, context: Context) {
        operations.set(node.operationId, {
          deprecated: node.deprecated === true,
          successor: node["x-successor"],
          location:
            node["x-successor"] === undefined
              ? context.location.child("deprecated")
              : context.location.child("x-successor"),
        });
      },
    },
    Root: {
      leave(_node: Node, context: Context) {
        for (const [id, operation] of operations) {
          const message = fault(String(id), operation, operations);
          if (message !== undefined) context.report({ message, location: operation.location });
        }
        operations.clear();
      },
    },
  };
};

function fault(
  id: string,
  { deprecated, successor }: Operation,
  operations: ReadonlyMap<unknown, Operation>,
): string | undefined {
  if (successor === undefined) {
    return deprecated
      ? `${id} is deprecated but does not say for which operation: write x-successor: <operationId> beside it.`
      : undefined;
  }
  if (!deprecated) {
    return `${id} has an x-successor but is not deprecated: write deprecated: true, or remove x-successor.`;
  }
  const named = operations.get(successor);
  if (named === undefined) {
    return `x-successor ${successor} is no operation of this document: write the operationId of one.`;
  }
  if (named.deprecated) {
    return `x-successor ${successor} is deprecated itself: name the operation that replaces both.`;
  }
  return undefined;
}
