import type { KnownErrorCode } from "@hss-kit/contract/errors";

/** A code of the document's table, or the emulator's own word for what it does not do. */
export type FaultCode = KnownErrorCode | "EMULATOR.0501";

/** An error that the emulated service answers. Thrown by handlers, turned into a response at the edge. */
export class ServiceFault extends Error {
  override readonly name = "ServiceFault";
  readonly status: number;
  readonly code: FaultCode;
  /** What `error_description` says. */
  readonly description: string;

  constructor(status: number, code: FaultCode, message: string, description = message) {
    super(message);
    this.status = status;
    this.code = code;
    this.description = description;
  }
}

/** HSS.0001: a parameter is out of its range, or the parameters do not fit together. */
export function invalidParameter(description: string): ServiceFault {
  return new ServiceFault(400, "HSS.0001", "Invalid parameter.", description);
}

/** HSS.0002: the request cannot be parsed. */
export function unreadableRequest(description: string): ServiceFault {
  return new ServiceFault(400, "HSS.0002", "The request cannot be parsed.", description);
}

/** HSS.0011. A resource that does not exist is answered with 400, not with 404 [live]. */
export function notFound(description: string): ServiceFault {
  return new ServiceFault(400, "HSS.0011", "The resource does not exist.", description);
}
