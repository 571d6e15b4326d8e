import { type CompiledValidator, type Fault, faultOf } from "./fault.ts";

export function makeRequestFaults(validators: Record<string, CompiledValidator>, secrets: readonly string[]) {
  return function requestFaults(
    operation: string,
    parameters: object,
    { unknownFields = "fault" }: { unknownFields?: "fault" | "ignore" } = {},
  ): Fault[] {
    const validate = Object.hasOwn(validators, operation) ? validators[operation] : undefined;
    if (validate === undefined) throw new TypeError(`unknown operation ${JSON.stringify(operation)}`);
    if (validate(parameters)) return [];
    return (validate.errors ?? [])
      .map((error) => faultOf(error, parameters, secrets))
      .filter((fault) => fault !== undefined)
      .filter((fault) => fault.keyword !== "unknown" || unknownFields === "fault");
  };
}
