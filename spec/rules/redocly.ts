/**
 * The part of Redocly's plugin interface that our rules and decorators use. The command line ships without types and
 * its core is no longer published beside it, so that the few shapes needed are written down here.
 * @see https://redocly.com/docs/cli/custom-plugins
 */

/** A node of the document as it was read: objects are mutated in place by decorators. */
export type Node = Record<string, unknown>;

export interface Location {
  source: { absoluteRef: string; body: string };
  /** JSON pointer within the source file, beginning with "#/". */
  pointer: string;
  child(path: string | number | (string | number)[]): Location;
  key(): Location;
}

export interface Resolved {
  node?: unknown;
  location?: Location;
  error?: unknown;
}

export interface Context {
  report(problem: { message: string; location?: Location; suggest?: string[] }): void;
  location: Location;
  /** Name of the node's type: "Schema", "Operation", "Tag", … */
  type: { name: string };
  key: string | number;
  parent: unknown;
  resolve(reference: { $ref: string }): Resolved;
}

export type Visit = (node: Node, context: Context) => void;
export type VisitReference = (node: Node & { $ref: string }, context: Context, resolved: Resolved) => void;

/** What a rule or decorator returns: functions by node type; `any` sees every typed node, `ref` each `$ref`. */
export interface Visitor {
  [type: string]:
    | { enter?: Visit; leave?: Visit }
    | { enter?: VisitReference; leave?: VisitReference }
    | undefined;
  any?: { enter?: Visit; leave?: Visit };
  ref?: { enter?: VisitReference; leave?: VisitReference };
}

export type Factory = (options: Record<string, unknown>) => Visitor;

export interface Plugin {
  id: string;
  rules: { oas3: Record<string, Factory> };
  decorators: { oas3: Record<string, Factory> };
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
