import { type Context, type Factory, isNode, type Location, type Node } from "./redocly.ts";

const NAMED_SECRET = /passw(or)?d|secret|token|(^|_)pwd(_|$)/i;

/**
 * What is named like a secret is marked as one, `writeOnly` in a body, `x-secret` elsewhere, and no example shows a
 * value that could be real. What only sounds like a secret says `x-secret: false`.
 *
 * Examples are looked at where they stand in the document: those in files, once they are bundled.
 */
export const secrets: Factory = () => {
  const harmless = new Set<string>();
  const examples: { value: unknown; location: Location }[] = [];

  function collect(node: Node, context: Context): void {
    if (node.example !== undefined) {
      examples.push({ value: node.example, location: context.location.child("example") });
    }
  }

  return {
    SchemaProperties: {
      enter(node: Node, context: Context) {
        for (const [name, schema] of Object.entries(node)) {
          if (!NAMED_SECRET.test(name) || !isNode(schema) || !holdsText(schema)) continue;
          if (schema["x-secret"] === false) harmless.add(name);
          else if (schema.writeOnly !== true && schema["x-secret"] !== true) {
            context.report({
              message: `${name} is named like a secret: write writeOnly: true in a request body, x-secret: true in an answer, or x-secret: false if it is none.`,
              location: context.location.child(name).key(),
            });
          }
          for (const key of ["example", "default"]) {
            if (schema[key] === undefined) continue;
            examples.push({ value: { [name]: schema[key] }, location: context.location.child([name, key]) });
          }
        }
      },
    },
    Parameter: {
      enter(node: Node, context: Context) {
        const name = String(node.name);
        if (!NAMED_SECRET.test(name)) return;
        if (node["x-secret"] === false) harmless.add(name);
        else if (node["x-secret"] !== true) {
          context.report({
            message: `${name} is named like a secret: write x-secret: true beside its name, or x-secret: false if it is none.`,
            location: context.location.child("name"),
          });
        }
        if (node.example !== undefined) {
          examples.push({ value: { [name]: node.example }, location: context.location.child("example") });
        }
        for (const [key, example] of Object.entries(isNode(node.examples) ? node.examples : {})) {
          if (!isNode(example)) continue;
          const location = context.location.child(["examples", key, "value"]);
          examples.push({ value: { [name]: example.value }, location });
        }
      },
    },
    MediaType: { enter: collect },
    Example: {
      enter(node: Node, context: Context) {
        if (node.value !== undefined)
          examples.push({ value: node.value, location: context.location.child("value") });
      },
    },
    Root: {
      leave(_node: Node, context: Context) {
        for (const { value, location } of examples) {
          for (const path of realistic(value, harmless)) {
            context.report({
              message: `The example has a ${path.at(-1)} that could be real: write "example-…" in its place, for instance example-password.`,
              location: location.child(path),
            });
          }
        }
        examples.length = 0;
        harmless.clear();
      },
    },
  };
};

/** Counts and switches are no secrets, whatever their name. */
function holdsText({ type, items }: Node): boolean {
  return (
    type === "string" || (type === "array" && isNode(items) && items.type === "string") || type === undefined
  );
}

/** Paths of the texts that stand under a secret's name and are no "example-…". A command must at least contain one. */
function* realistic(value: unknown, harmless: ReadonlySet<string>, path: string[] = []): Generator<string[]> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    const here = [...path, name];
    if (NAMED_SECRET.test(name) && !harmless.has(name)) {
      const texts = [part].flat().filter((text): text is string => typeof text === "string" && text !== "");
      const isSafe = (text: string) => (/\s/.test(text) ? /\bexample-/.test(text) : /^example-/.test(text));
      if (!texts.every(isSafe)) yield here;
    }
    yield* realistic(part, harmless, here);
  }
}
