import * as exact from "./exact-json.ts";

/**
 * `JSON.parse`, but integers beyond 2^53 - 1 come as bigints, as in the client's answers.
 * @throws SyntaxError as `JSON.parse` does
 */
export const parseJson: (text: string) => unknown = (text) => exact.parseJson(text);

/**
 * `JSON.stringify`, which refuses bigints, but writes them as integers, digit for digit. `undefined` for what JSON does
 * not have.
 * @param indent blanks for each level; on one line without it
 * @throws TypeError as `JSON.stringify` does (a value that contains itself)
 */
export const stringifyJson: (value: unknown, indent?: number) => string | undefined = exact.stringifyJson;
