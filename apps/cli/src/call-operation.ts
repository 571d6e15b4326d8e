import { stringifyJson } from "@hss-kit/client/json";
import { type OperationId, operations } from "@hss-kit/client/operations";
import { readBody } from "./body.ts";
import { type ConnectionOptions, connect } from "./connection.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { hintLocal } from "./local-hint.ts";
import { ownParameters, readParameters, regionHeader } from "./operation-options.ts";

/**
 * Calls any operation with what was typed, and prints the answer as JSON.
 * @throws Failure, and whatever the client throws
 */
export async function callOperation(
  id: OperationId,
  options: ConnectionOptions & Readonly<Record<string, unknown>>,
  io: Io,
): Promise<void> {
  const { method, binary } = operations[id];
  if (binary && io.stdout.isTTY) {
    throw new Failure(
      "the answer is a file, and this is a terminal",
      "Send it to a file: put > FILE behind the command.",
    );
  }
  const parameters = {
    ...(await readParameters(ownParameters(id), options)),
    ...regionHeader(id, options.region),
    ...(typeof options.body === "string" && { body: await readBody(options.body, io) }),
  };
  const hss = await connect(options, io);
  // Which operation it is, is known only now; the client checks every parameter before it sends anything.
  const call = hss[id] as (parameters: object, options: { signal: AbortSignal }) => Promise<unknown>;
  const answer = await call(parameters, { signal: io.signal }).catch(async (error: unknown) => {
    throw await hintLocal(error, parameters);
  });
  if (answer instanceof Blob) {
    await io.stdout.write(new Uint8Array(await answer.arrayBuffer()));
  } else if (answer === undefined) {
    io.stderr.write(`Done: the service accepted the ${method} and answered with no content.\n`);
  } else {
    await io.stdout.write(`${stringifyJson(answer, 2)}\n`);
  }
}
