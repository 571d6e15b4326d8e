import type { Command } from "commander";
import { Failure } from "./failure.ts";

/** An empty value, as of a variable that is not set, is no wish: only what an option's own parser makes of it may differ. */
export function refuseEmptyValues(command: Command): void {
  for (const option of command.options) {
    if (!option.required || option.parseArg !== undefined) continue;
    option.argParser((value) => {
      if (isBlank(value)) throw new Failure(`${option.long} is empty`, "Give it a value, or leave it out.");
      return value;
    });
  }
}

export function isBlank(value: string): boolean {
  return value.trim() === "";
}

/** For options that mean something with an empty value, or say more about it. */
export function asTyped(value: string): string {
  return value;
}
