// Loaded with --import: `@hss-kit/contract` and its entries lead to the folder in CONTRACT.
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

registerHooks({
  resolve(specifier, context, next) {
    const entry = /^@hss-kit\/contract(?:\/(\w+))?$/.exec(specifier);
    if (entry === null) return next(specifier, context);
    return next(pathToFileURL(`${process.env.CONTRACT}/${entry[1] ?? "index"}.gen.js`).href, context);
  },
});
