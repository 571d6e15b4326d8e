import type { OperationId, OperationTypes } from "@hss-kit/contract";
import type { State } from "../state.ts";

export type Parameters<Id extends OperationId> = OperationTypes[Id]["parameters"];

/**
 * Carries out one operation, whose parameters were validated. `now` is the emulator's time.
 *
 * @throws ServiceFault for an error that the service answers.
 */
export type Handler<Id extends OperationId> = (
  state: State,
  parameters: Parameters<Id>,
  now: number,
) => OperationTypes[Id]["response"];
