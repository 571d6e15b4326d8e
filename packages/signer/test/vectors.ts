import { readdirSync, readFileSync } from "node:fs";
import type { CredentialScope, SigningKey, Spelling } from "../src/index.ts";

/** One folder of `vectors/`: what an official SDK made of one request. */
export interface Vector {
  readonly name: string;
  readonly origin: { readonly sdk: string; readonly version: string; readonly how: string };
  readonly key: SigningKey;
  readonly scope?: CredentialScope;
  readonly date: Date;
  readonly spelling: Spelling;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: [string, string][];
    readonly body: string;
  };
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly authorization: string;
}

const root = new URL("../vectors/", import.meta.url);

function read(name: string): Vector {
  const text = (file: string): string => readFileSync(new URL(`${name}/${file}`, root), "utf8");
  const data = JSON.parse(text("request.json"));
  return {
    ...data,
    name,
    date: new Date(data.date),
    canonicalRequest: text("canonical-request.txt"),
    stringToSign: text("string-to-sign.txt"),
    authorization: text("authorization.txt"),
  };
}

export const vectors: readonly Vector[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => read(entry.name));
