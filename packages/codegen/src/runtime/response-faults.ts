import { type CompiledValidator, type Fault, faultOf } from "./fault.ts";

/** A validator of JSON, a file that is not looked into, or nothing where the answer is empty. */
type ByStatus = Record<string, CompiledValidator | "file" | undefined>;

export function makeResponseFaults(validators: Record<string, ByStatus>) {
  return function responseFaults(operation: string, status: number, body: unknown): Fault[] {
    const byStatus = Object.hasOwn(validators, operation) ? validators[operation] : undefined;
    if (byStatus === undefined) throw new TypeError(`unknown operation ${JSON.stringify(operation)}`);
    const whole = (message: string): Fault[] => [{ field: "", value: body, keyword: "response", message }];
    if (!(status in byStatus)) {
      const known = Object.keys(byStatus).join(", ");
      return whole(`${operation} answered ${status}, which the document does not have (it has ${known})`);
    }
    const validate = byStatus[status];
    if (validate === undefined) return body === undefined ? [] : whole("the body should be empty");
    if (body === undefined)
      return whole(`the body is empty, expected ${validate === "file" ? "a file" : "JSON"}`);
    if (validate === "file") return [];
    if (validate(body)) return [];
    return (validate.errors ?? [])
      .map((error) => faultOf(error, body))
      .filter((fault) => fault !== undefined);
  };
}
