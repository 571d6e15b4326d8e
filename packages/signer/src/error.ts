/**
 * The call was wrong: an argument is missing, malformed, or cannot be sent. Nothing secret is ever in it: a key, a token
 * and a query are named, never shown.
 */
export class SignerError extends TypeError {
  override readonly name = "SignerError";
  /** What was wrong, as a path into the arguments: `key.sk`, `request.url`, `options.date`. */
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
    this.field = field;
  }
}
