import { isNode, type Node } from "../../rules/redocly.ts";
import { type Change, Changes, type Direction } from "./changes.ts";
import { type Comparison, changed, compareSchemas, nameOf, resolve } from "./schemas.ts";

interface Operation {
  id: string;
  node: Node;
}

/**
 * What a user of `after` who was content with `before` has to know, two bundles of this document: operations,
 * parameters, bodies and answers. Texts and examples are not compared.
 */
export function compareDocuments(before: Node, after: Node): Change[] {
  const changes = new Changes();
  compareServers(urls(before), urls(after), changes);
  const old = operationsOf(before);
  const now = operationsOf(after);
  for (const [place, { id }] of old) {
    if (!now.has(place)) changes.add(undefined, true, id, `removed (${place})`);
  }
  for (const [place, operation] of now) {
    const earlier = old.get(place);
    if (earlier === undefined) changes.add(undefined, false, operation.id, `added (${place})`);
    else compareOperations(earlier, operation, before, after, changes);
  }
  return changes.list();
}

function urls({ servers }: Node): string[] {
  return Array.isArray(servers)
    ? servers.flatMap((server: unknown) => (isNode(server) ? [String(server.url)] : []))
    : [];
}

function compareServers(old: readonly string[], now: readonly string[], changes: Changes): void {
  for (const url of old) if (!now.includes(url)) changes.add(undefined, true, url, "server removed");
  for (const url of now) if (!old.includes(url)) changes.add(undefined, false, url, "server added");
}

/** By method and path: "GET /v5/{project_id}/image/tasks". */
function operationsOf({ paths }: Node): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const [path, item] of Object.entries(isNode(paths) ? paths : {})) {
    for (const [method, node] of Object.entries(isNode(item) ? item : {})) {
      if (!isNode(node)) continue;
      found.set(`${method.toUpperCase()} ${path}`, { id: String(node.operationId), node });
    }
  }
  return found;
}

function compareOperations(
  old: Operation,
  now: Operation,
  before: Node,
  after: Node,
  changes: Changes,
): void {
  const { id } = now;
  const comparison: Comparison = {
    before,
    after,
    report: (breaking, where, text) => changes.add(id, breaking, where, text),
  };
  if (old.id !== id) changes.add(id, true, id, `renamed, was ${old.id}`);
  for (const key of ["deprecated", "x-successor"]) {
    if (old.node[key] !== now.node[key])
      changes.add(id, false, id, changed(key, old.node[key], now.node[key]));
  }
  compareParameters(old.node, now.node, id, comparison);
  compareBodies(old.node.requestBody, now.node.requestBody, id, comparison);
  const was = isNode(old.node.responses) ? old.node.responses : {};
  const is = isNode(now.node.responses) ? now.node.responses : {};
  for (const status of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const where = nameOf(is[status], `${id}: answer ${status}`);
    if (is[status] === undefined) comparison.report(status.startsWith("2"), where, "removed");
    else if (was[status] === undefined) comparison.report(status.startsWith("2"), where, "added");
    else compareAnswers(resolve(was[status], before), resolve(is[status], after), where, comparison);
  }
}

function compareParameters(old: Node, now: Node, id: string, comparison: Comparison): void {
  const was = parametersOf(old, comparison.before);
  const is = parametersOf(now, comparison.after);
  for (const [key] of was) if (!is.has(key)) comparison.report(true, `${id}: ${key}`, "removed");
  for (const [key, { node, reference }] of is) {
    const earlier = was.get(key);
    const where = nameOf(reference, `${id}: ${key}`);
    if (earlier === undefined) {
      comparison.report(
        node.required === true,
        `${id}: ${key}`,
        node.required === true ? "added, required" : "added",
      );
      continue;
    }
    compareRequired(earlier.node, node, where, comparison);
    for (const note of ["style", "explode"]) {
      if (earlier.node[note] !== node[note])
        comparison.report(true, where, changed(note, earlier.node[note], node[note]));
    }
    compareSchemas(earlier.node.schema, node.schema, "request", where, comparison);
  }
}

function parametersOf({ parameters }: Node, document: Node): Map<string, { node: Node; reference: unknown }> {
  const list: unknown[] = Array.isArray(parameters) ? parameters : [];
  return new Map(
    list.map((reference) => {
      const node = resolve(reference, document);
      return [`${node.in} ${node.name}`, { node, reference }];
    }),
  );
}

function compareRequired(old: Node, now: Node, where: string, comparison: Comparison): void {
  const was = old.required === true;
  const is = now.required === true;
  if (was !== is) comparison.report(is, where, is ? "required now" : "not required any more");
}

function compareBodies(old: unknown, now: unknown, id: string, comparison: Comparison): void {
  const where = `${id}: body`;
  if (old === undefined && now === undefined) return;
  const was = resolve(old, comparison.before);
  const is = resolve(now, comparison.after);
  if (now === undefined) comparison.report(true, where, "removed");
  else if (old === undefined)
    comparison.report(is.required === true, where, is.required === true ? "added, required" : "added");
  else {
    compareRequired(was, is, where, comparison);
    compareContent(was, is, "request", where, comparison);
  }
}

function compareAnswers(old: Node, now: Node, where: string, comparison: Comparison): void {
  const was = isNode(old.headers) ? old.headers : {};
  const is = isNode(now.headers) ? now.headers : {};
  for (const name of Object.keys(was))
    if (!(name in is)) comparison.report(true, where, `header ${name} removed`);
  for (const name of Object.keys(is))
    if (!(name in was)) comparison.report(false, where, `header ${name} added`);
  compareContent(old, now, "answer", where, comparison);
}

function compareContent(
  old: Node,
  now: Node,
  direction: Direction,
  where: string,
  comparison: Comparison,
): void {
  const was = isNode(old.content) ? old.content : {};
  const is = isNode(now.content) ? now.content : {};
  for (const type of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [earlier, later] = [was[type], is[type]];
    if (!isNode(later)) comparison.report(direction === "request", where, `${type} removed`);
    else if (!isNode(earlier)) comparison.report(direction === "answer", where, `${type} added`);
    else compareSchemas(earlier.schema, later.schema, direction, where, comparison);
  }
}
