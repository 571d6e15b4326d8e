import { EXTENSIONS, extension } from "./extensions.ts";
import { type Context, type Factory, isNode, type Node } from "./redocly.ts";
import { hasFreeKeys } from "./texts.ts";

/**
 * An `x-` key that the table of extensions lacks is a slip of the pen, or a convention nobody wrote down.
 * With the option `bundle: true` the keys that only the source may have are refused too.
 */
export const knownExtensions: Factory = (options) => {
  const enter = (node: Node, context: Context) => {
    if (!isNode(node) || hasFreeKeys(context)) return;
    for (const key of Object.keys(node).filter((name) => name.startsWith("x-"))) {
      const message = fault(key, context.type.name, options.bundle === true);
      if (message !== undefined) context.report({ message, location: context.location.child(key).key() });
    }
  };
  return { any: { enter }, ref: { enter } };
};

function fault(key: string, type: string, inBundle: boolean): string | undefined {
  const known = extension(key);
  if (known === undefined) {
    const names = EXTENSIONS.map(({ name }) => name).join(", ");
    return `${key} is no known extension (${names}): correct it, or give it a row in rules/extensions.ts.`;
  }
  if (inBundle && known.sourceOnly) {
    return `${key} belongs to the source only: bundle with \`pnpm build\`, which takes it out.`;
  }
  if (!known.places.some((place) => place === "any" || place === type)) {
    return `${key} stands in a node of type ${type}, it means something only in ${known.places.join(" or ")}: move it there.`;
  }
  return undefined;
}
