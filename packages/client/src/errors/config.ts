import { HssError } from "./error.ts";

/** A client cannot be made like this: a wrong or missing option, region or credential. Nothing was sent. */
export class HssConfigError extends HssError {
  override readonly name = "HssConfigError";
  /** The option at fault, as `region` or `credentials.sk`. Its value is not kept: it may be secret. */
  declare readonly option: string;

  constructor(option: string, message: string) {
    super(message);
    this.option = option;
  }
}

/** @param what the rest of the sentence that starts with the option */
export function refuse(option: string, what: string): never {
  throw new HssConfigError(option, `${option} ${what}`);
}
