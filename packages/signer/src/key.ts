import { SignerError } from "./error.ts";

/** An access key. */
export interface SigningKey {
  /** The access key ID, sent with every request. */
  readonly ak: string;
  /** The secret access key; never sent. */
  readonly sk: string;
  /** Of a temporary access key: sent and signed as `X-Security-Token`. */
  readonly securityToken?: string;
}

/** @throws SignerError naming the part that is missing or cannot stand in a header; it shows none of them. */
export function checkKey(key: SigningKey): void {
  if (!key.ak) throw new SignerError("key.ak", "is empty; give the access key ID (AK)");
  if (!/^[!-+\--~]+$/.test(key.ak)) {
    throw new SignerError(
      "key.ak",
      "holds a space, a comma or a character outside ASCII; check how it was copied",
    );
  }
  if (!key.sk) throw new SignerError("key.sk", "is empty; give the secret access key (SK)");
  if (key.sk !== key.sk.trim()) {
    throw new SignerError("key.sk", "starts or ends with a space or a line break; check how it was copied");
  }
  if (key.securityToken !== undefined && !/^[!-~]+$/.test(key.securityToken)) {
    throw new SignerError(
      "key.securityToken",
      "is empty or holds a space, a line break or a character outside ASCII; leave it out or check how it was copied",
    );
  }
}
