import { bothLanguages } from "./both-languages.ts";
import { completeOperations } from "./complete-operations.ts";
import { language } from "./decorators/language.ts";
import { openEnumerations } from "./decorators/open-enumerations.ts";
import { describedProperties } from "./described-properties.ts";
import { enumMeanings } from "./enum-meanings.ts";
import { exampleFiles } from "./example-files.ts";
import { integerFormat } from "./integer-format.ts";
import { knownErrors } from "./known-errors.ts";
import { knownExtensions } from "./known-extensions.ts";
import { noEcho } from "./no-echo.ts";
import { operationIdStyle } from "./operation-id-style.ts";
import { pagination } from "./pagination.ts";
import type { Plugin } from "./redocly.ts";
import { secrets } from "./secrets.ts";
import { successors } from "./successors.ts";

/** Our rules and decorators, as `redocly.yaml` names them: `hss/<name>`. */
export default function plugin(): Plugin {
  return {
    id: "hss",
    rules: {
      oas3: {
        "both-languages": bothLanguages,
        "complete-operations": completeOperations,
        "described-properties": describedProperties,
        "enum-meanings": enumMeanings,
        "example-files": exampleFiles,
        "integer-format": integerFormat,
        "known-errors": knownErrors,
        "known-extensions": knownExtensions,
        "no-echo": noEcho,
        "operation-id-style": operationIdStyle,
        pagination,
        secrets,
        successors,
      },
    },
    decorators: { oas3: { language, "open-enumerations": openEnumerations } },
  };
}
