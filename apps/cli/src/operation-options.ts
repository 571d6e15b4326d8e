import type { OperationId, ParameterEntry } from "@hss-kit/client/operations";
import { parameters } from "@hss-kit/client/operations";
import { type Command, Option } from "commander";
import { coerce } from "./coerce.ts";
import { asTyped } from "./empty-values.ts";
import { camel, kebab } from "./names.ts";
import { readSecret } from "./secret-file.ts";

/** Parameters that the connection fills; they have options of their own. */
const CONNECTION = ["project_id", "enterprise_project_id"];
/** Both where to connect and, where an operation has it, a header. */
const REGION = "region";

/** The parameters of an operation that are options of their own. */
export function ownParameters(operation: OperationId): readonly ParameterEntry[] {
  return parameters[operation].filter(({ name }) => !CONNECTION.includes(name) && name !== REGION);
}

/** Adds an option for each parameter, in the contract's order; `describe` says what stands beside it in the help. */
export function addParameterOptions(
  command: Command,
  entries: readonly ParameterEntry[],
  describe: (entry: ParameterEntry) => string,
): void {
  for (const entry of entries) {
    if (entry.secret) {
      // An argument can be read by every user of the machine, and stays in the shell's history.
      command.addOption(new Option(`--${kebab(entry.name)}-file <file>`, describe(entry)));
      continue;
    }
    const option = new Option(`--${kebab(entry.name)} <${placeholder(entry)}>`, describe(entry));
    // Whether a parameter may be empty is the document's to say.
    if (entry.type === "array") option.argParser((value, before: string[] = []) => [...before, value]);
    else option.argParser(asTyped);
    command.addOption(option);
  }
}

function placeholder(entry: ParameterEntry): string {
  if (entry.type === "boolean") return "true|false";
  if (entry.type === "integer" || entry.type === "number") return "number";
  return entry.enum === undefined ? "text" : "word";
}

/**
 * The parameters that were typed, under their wire names and with the types of the contract; a secret one is read from
 * the file that was named for it.
 * @throws Failure where that file cannot be read or is empty
 */
export async function readParameters(
  entries: readonly ParameterEntry[],
  options: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const { name, type, secret } of entries) {
    if (secret) {
      const file = options[camel(`${kebab(name)}-file`)];
      if (typeof file === "string") values[name] = await readSecret(file, `the file of ${name}`);
      continue;
    }
    const typed = options[camel(kebab(name))];
    if (typeof typed === "string") values[name] = coerce(type, typed);
    else if (typed !== undefined) values[name] = typed;
  }
  return values;
}

/** The header `region`, where the operation has it and the user typed the option. */
export function regionHeader(operation: OperationId, region: string | undefined): { region?: string } {
  const has = parameters[operation].some(({ name }) => name === REGION);
  return has && region !== undefined ? { region } : {};
}
