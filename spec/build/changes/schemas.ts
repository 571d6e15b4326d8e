import { isDeepStrictEqual } from "node:util";
import { isNode, type Node } from "../../rules/redocly.ts";
import type { Direction } from "./changes.ts";

/** What a difference between two schemas does to the set of valid values. */
type Effect = "narrows" | "widens" | "both" | "neither";

/** The two documents and what to do with a difference in one place of them. */
export interface Comparison {
  before: Node;
  after: Node;
  report(breaking: boolean, where: string, text: string): void;
}

const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
/** For people, or no part of what is valid. */
const TEXTS = [
  "title",
  "description",
  "example",
  "examples",
  "x-enumDescriptions",
  "x-deviation",
  "$comment",
];
const NOTES = ["deprecated", "readOnly", "writeOnly", "x-unit", "x-secret", "x-bitmask", "x-extensible-enum"];
const COMPARED = [
  ...[...LOWER, ...UPPER, ...TEXTS, ...NOTES],
  ...["$ref", "type", "format", "enum", "default", "required", "properties", "items", "additionalProperties"],
  ...["anyOf", "oneOf", "allOf"],
];

/** Follows references of a bundle; what stands beside `$ref` counts as well. */
export function resolve(node: unknown, document: Node): Node {
  if (!isNode(node)) return {};
  if (typeof node.$ref !== "string") return node;
  let target: unknown = document;
  for (const step of node.$ref.slice(2).split("/")) {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    target = isNode(target) ? target[key] : undefined;
  }
  const { $ref: _, ...beside } = node;
  return { ...resolve(target, document), ...beside };
}

/** The name of the component that `node` refers to, or `otherwise`. */
export function nameOf(node: unknown, otherwise: string): string {
  return isNode(node) && typeof node.$ref === "string"
    ? (node.$ref.split("/").at(-1) ?? otherwise)
    : otherwise;
}

/** Reports each difference between two schemas, and those within them, for values that travel in `direction`. */
export function compareSchemas(
  before: unknown,
  after: unknown,
  direction: Direction,
  where: string,
  in_: Comparison,
): void {
  compare(before, after, where, new Set());

  function compare(beforeNode: unknown, afterNode: unknown, place: string, open: ReadonlySet<string>): void {
    const from = nameOf(beforeNode, "");
    const to = nameOf(afterNode, "");
    const pair = `${from}>${to}`;
    // A component within itself has been compared already.
    if (from !== "" && to !== "" && open.has(pair)) return;
    const inside = from !== "" && to !== "" ? new Set([...open, pair]) : open;
    const old = resolve(beforeNode, in_.before);
    const now = resolve(afterNode, in_.after);
    const here = nameOf(afterNode, place);
    const report = (effect: Effect, text: string) => {
      const breaks = effect === "both" || effect === (direction === "request" ? "narrows" : "widens");
      in_.report(breaks, here, text);
    };

    compareTypes(old, now, report);
    compareFormats(old, now, report);
    compareEnums(old, now, report);
    for (const key of LOWER) compareBounds(key, old[key], now[key], 1, report);
    for (const key of UPPER) compareBounds(key, old[key], now[key], -1, report);
    if (!isDeepStrictEqual(old.default, now.default)) {
      // What was left out means something else now.
      in_.report(
        direction === "request" && old.default !== undefined,
        here,
        changed("default", old.default, now.default),
      );
    }
    for (const key of NOTES) {
      if (!isDeepStrictEqual(old[key], now[key])) report("neither", changed(key, old[key], now[key]));
    }
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      if (!COMPARED.includes(key) && !isDeepStrictEqual(old[key], now[key])) {
        report("both", changed(key, old[key], now[key]));
      }
    }

    compareProperties(old, now, here, inside, report);
    if (old.items !== undefined && now.items !== undefined)
      compare(old.items, now.items, `${here}[]`, inside);
    else if (now.items !== undefined) report("narrows", "the items have a schema now");
    else if (old.items !== undefined) report("widens", "the items have no schema any more");
    compareAdditional(
      old.additionalProperties ?? true,
      now.additionalProperties ?? true,
      here,
      inside,
      report,
    );
    for (const key of ["anyOf", "oneOf", "allOf"])
      compareVariants(key, old[key], now[key], here, inside, report);
  }

  function compareProperties(
    old: Node,
    now: Node,
    here: string,
    open: ReadonlySet<string>,
    report: Report,
  ): void {
    const oldProperties = isNode(old.properties) ? old.properties : {};
    const nowProperties = isNode(now.properties) ? now.properties : {};
    const wasRequired = listOf(old.required);
    const isRequired = listOf(now.required);
    for (const [name, schema] of Object.entries(oldProperties)) {
      if (name in nowProperties) compare(schema, nowProperties[name], `${here}.${name}`, open);
      else in_.report(true, `${here}.${name}`, "removed");
    }
    for (const name of Object.keys(nowProperties)) {
      if (name in oldProperties) continue;
      const breaks = direction === "request" && isRequired.includes(name);
      in_.report(breaks, `${here}.${name}`, isRequired.includes(name) ? "added, required" : "added");
    }
    for (const name of isRequired) {
      if (!wasRequired.includes(name) && name in oldProperties) report("narrows", `${name} is required now`);
    }
    for (const name of wasRequired) {
      if (!isRequired.includes(name) && name in nowProperties)
        report("widens", `${name} is not required any more`);
    }
  }

  function compareAdditional(
    old: unknown,
    now: unknown,
    here: string,
    open: ReadonlySet<string>,
    report: Report,
  ): void {
    if (isDeepStrictEqual(old, now)) return;
    if (isNode(old) && isNode(now)) compare(old, now, `${here}.*`, open);
    else if (now === false || old === true) report("narrows", "further properties are restricted now");
    else report("widens", "further properties are less restricted now");
  }

  /** Variants have no names: those that are the same are set aside, of the rest one is compared with the next. */
  function compareVariants(
    key: string,
    old: unknown,
    now: unknown,
    here: string,
    open: ReadonlySet<string>,
    report: Report,
  ): void {
    const oldVariants = Array.isArray(old) ? old : [];
    const nowVariants = Array.isArray(now) ? now : [];
    const gone = oldVariants.filter((one) => !nowVariants.some((other) => isDeepStrictEqual(one, other)));
    const come = nowVariants.filter((one) => !oldVariants.some((other) => isDeepStrictEqual(one, other)));
    for (const variant of oldVariants.filter((one) => !gone.includes(one)))
      compare(variant, variant, here, open);
    for (const [index, variant] of gone.entries()) {
      if (index < come.length) compare(variant, come[index], here, open);
    }
    if (oldVariants.length === 0 && come.length > 0) report("narrows", `${key} added`);
    else if (nowVariants.length === 0 && gone.length > 0) report("widens", `${key} removed`);
    else if (come.length > gone.length)
      report(key === "allOf" ? "narrows" : "widens", `${key} has more variants`);
    else if (come.length < gone.length)
      report(key === "allOf" ? "widens" : "narrows", `${key} has fewer variants`);
  }
}

type Report = (effect: Effect, text: string) => void;

function compareTypes(old: Node, now: Node, report: Report): void {
  const was = typesOf(old);
  const is = typesOf(now);
  if (isDeepStrictEqual(was, is)) return;
  const lost =
    was === undefined ? is !== undefined : is !== undefined && !was.every((type) => accepts(is, type));
  const won =
    is === undefined ? was !== undefined : was !== undefined && !is.every((type) => accepts(was, type));
  report(lost && won ? "both" : lost ? "narrows" : "widens", changed("type", old.type, now.type));
}

function typesOf({ type }: Node): string[] | undefined {
  return type === undefined ? undefined : [type].flat().map(String).sort();
}

function accepts(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function compareFormats({ format: was }: Node, { format: is }: Node, report: Report): void {
  if (was === is) return;
  const widens = is === undefined || (was === "int32" && is === "int64");
  const narrows = was === undefined || (was === "int64" && is === "int32");
  report(widens ? "widens" : narrows ? "narrows" : "both", changed("format", was, is));
}

function compareEnums({ enum: was }: Node, { enum: is }: Node, report: Report): void {
  if (!Array.isArray(was) || !Array.isArray(is)) {
    if (Array.isArray(is)) report("narrows", `only these values are valid now: ${is.join(", ")}`);
    if (Array.isArray(was)) report("widens", "values are not limited to a list any more");
    return;
  }
  const lost = was.filter((value) => !is.includes(value));
  const won = is.filter((value) => !was.includes(value));
  if (lost.length > 0) report("narrows", `values removed: ${lost.join(", ")}`);
  if (won.length > 0) report("widens", `values added: ${won.join(", ")}`);
}

/** `sign`: 1 where a larger bound leaves fewer values, -1 where it leaves more. */
function compareBounds(key: string, was: unknown, is: unknown, sign: 1 | -1, report: Report): void {
  if (was === is) return;
  const grew = isNumber(was) && isNumber(is) && is > was;
  const narrows = was === undefined || (is !== undefined && grew === (sign === 1));
  report(narrows ? "narrows" : "widens", changed(key, was, is));
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** "maximum: 200, was 100" */
export function changed(key: string, was: unknown, is: unknown): string {
  if (was === undefined) return `${key} added: ${shown(is)}`;
  if (is === undefined) return `${key} removed, was ${shown(was)}`;
  return `${key} is ${shown(is)}, was ${shown(was)}`;
}

function shown(value: unknown): string {
  return typeof value === "bigint"
    ? value.toString()
    : JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
}
