// Loaded with --import: `@hss-kit/contract` and its entries lead to the folder in CONTRACT.
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

const FILES: Record<string, string> = {
  "@hss-kit/contract": "index.gen.js",
  "@hss-kit/contract/parameters": "parameters.gen.js",
  "@hss-kit/contract/descriptions": "descriptions.gen.js",
  "@hss-kit/contract/validators": "validators.gen.js",
};

registerHooks({
  resolve(specifier, context, next) {
    const file = FILES[specifier];
    return next(
      file === undefined ? specifier : pathToFileURL(`${process.env.CONTRACT}/${file}`).href,
      context,
    );
  },
});
