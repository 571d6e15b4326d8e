import type { Bundles } from "./document.ts";
import { modelOf } from "./model.ts";
import { descriptionsDts, descriptionsJs } from "./targets/descriptions.ts";
import { errorsDts, errorsJs } from "./targets/errors.ts";
import { examplesDts, examplesJs } from "./targets/examples.ts";
import { indexDts, indexJs } from "./targets/index.ts";
import { parametersDts, parametersJs } from "./targets/parameters.ts";
import { schemaDts } from "./targets/schema.ts";
import { validatorsDts, validatorsJs } from "./targets/validators.ts";

/** All files of `@hss-kit/contract`, by name. The same bundles give the same bytes. */
export async function generate(bundles: Bundles): Promise<Map<string, string>> {
  const operations = modelOf(bundles);
  return new Map([
    ["index.gen.js", indexJs(bundles.en, operations)],
    ["index.gen.d.ts", indexDts(bundles.en, operations)],
    ["schema.gen.d.ts", await schemaDts(bundles.en)],
    ["parameters.gen.js", parametersJs(bundles.en, operations)],
    ["parameters.gen.d.ts", parametersDts],
    ["descriptions.gen.js", descriptionsJs(operations)],
    ["descriptions.gen.d.ts", descriptionsDts],
    ["errors.gen.js", errorsJs(bundles.errors)],
    ["errors.gen.d.ts", errorsDts(bundles.errors)],
    ["examples.gen.js", examplesJs(operations)],
    ["examples.gen.d.ts", examplesDts(operations)],
    ["validators.gen.js", await validatorsJs(bundles.en, operations)],
    ["validators.gen.d.ts", validatorsDts],
  ]);
}
