import { language } from "./decorators/language.ts";
import { openEnumerations } from "./decorators/open-enumerations.ts";
import type { Plugin } from "./redocly.ts";

/** Our rules and decorators, as `redocly.yaml` names them: `hss/<name>`. */
export default function plugin(): Plugin {
  return {
    id: "hss",
    rules: { oas3: {} },
    decorators: { oas3: { language, "open-enumerations": openEnumerations } },
  };
}
