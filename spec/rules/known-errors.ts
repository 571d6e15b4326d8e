import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseErrors } from "../build/errors.ts";
import type { Context, Factory, Node } from "./redocly.ts";

/** The codes that an operation is known to give are codes of HSS that errors.yaml explains. */
export const knownErrors: Factory = () => {
  const origins = new Map(
    parseErrors(readFileSync(join(import.meta.dirname, "../errors.yaml"), "utf8")).map(({ code, origin }) => [
      code,
      origin,
    ]),
  );
  return {
    Operation: {
      enter(node: Node, context: Context) {
        const codes: unknown = node["x-errors"];
        if (codes === undefined) return;
        if (!Array.isArray(codes) || codes.length === 0) {
          context.report({
            message: `x-errors is ${JSON.stringify(codes)}: list the codes, for instance [HSS.0001], or leave it out where none is known.`,
            location: context.location.child("x-errors"),
          });
          return;
        }
        for (const [index, code] of codes.entries()) {
          const origin = origins.get(code);
          const message =
            origin === undefined
              ? `${code} is not in errors.yaml: correct it, or write an entry for it there.`
              : origin === "gateway"
                ? `${code} is the gateway's, which can refuse any request: leave it out.`
                : codes.indexOf(code) !== index
                  ? `${code} is there twice: once is enough.`
                  : undefined;
          if (message !== undefined)
            context.report({ message, location: context.location.child(["x-errors", index]) });
        }
      },
    },
  };
};
