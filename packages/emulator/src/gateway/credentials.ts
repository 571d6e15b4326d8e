import { verify } from "@hss-kit/signer";
import type { Clock } from "../clock.ts";
import { ServiceFault } from "../service-fault.ts";

/** An access key that the gateway knows. */
export interface AccessKey {
  readonly ak: string;
  readonly sk: string;
  /** Set for a temporary key: requests must carry it in X-Security-Token. */
  readonly securityToken?: string;
}

/** A request as it arrived, its body read. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** The service's name in the scope of a V11 signature. */
const SERVICE = "hss";

function unauthorized(code: "APIGW.0301" | "APIGW.0307", message: string): ServiceFault {
  return new ServiceFault(401, code, message);
}

function badSignature(detail: string): ServiceFault {
  // The first half is the gateway's own sentence; the second says what to look for, and no secret.
  return unauthorized(
    "APIGW.0301",
    `Incorrect IAM authentication information: verify aksk signature fail (${detail})`,
  );
}

/**
 * Makes the gateway's check of who sends a request: a token in X-Auth-Token, else the signature in Authorization. A
 * signature may be up to 15 minutes off the emulator's time or off the machine's (see `Clock.wall`).
 */
export function gatekeeper(
  keys: readonly AccessKey[],
  tokens: readonly string[],
  clock: Clock,
): (request: Arrived) => void {
  const keyByAk = new Map(keys.map((key) => [key.ak, key]));
  const known = new Set(tokens);

  const verified = (request: Arrived, now: number) =>
    verify(request, (ak) => keyByAk.get(ak), { now: new Date(now) });

  return (request) => {
    const token = request.headers.get("x-auth-token");
    if (token !== null) {
      if (known.has(token)) return;
      throw unauthorized(
        "APIGW.0307",
        "The token must be updated: it has expired or is not from this region.",
      );
    }
    if (request.headers.get("authorization") === null) {
      throw unauthorized(
        "APIGW.0301",
        "Incorrect IAM authentication information: neither X-Auth-Token nor Authorization is present",
      );
    }
    let result = verified(request, clock.now());
    const wall = clock.wall?.();
    if (!result.ok && result.stage === "date" && wall !== undefined) result = verified(request, wall);
    if (!result.ok) throw badSignature(result.message);
    if (result.scope !== undefined && result.scope.service !== SERVICE) {
      throw badSignature(`the service in Credential is not "${SERVICE}"`);
    }
  };
}
