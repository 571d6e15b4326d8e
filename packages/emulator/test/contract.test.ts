import { type OperationId, operations } from "@hss-kit/contract";
import { examples } from "@hss-kit/contract/examples";
import { type ParameterEntry, parameters } from "@hss-kit/contract/parameters";
import { describe, expect, test } from "vitest";
import { createEmulator } from "../src/index.ts";
import { handlers } from "../src/operations/handlers.ts";
import { attempt } from "./support/call.ts";

const ids = Object.keys(operations) as OperationId[];
const others = ids.filter((id) => handlers[id] === undefined);

function sampleValue({ type, enum: words, minimum }: ParameterEntry): unknown {
  if (type === "integer") return minimum ?? 0;
  return words?.[0] ?? (type === "boolean" ? true : "x");
}

/** What is required, and the document's own body. */
function sampleCall(id: OperationId): object {
  const [body] = Object.values(examples[id].requests as Record<string, unknown>);
  const required = parameters[id].filter(
    (parameter) => parameter.required && parameter.name !== "project_id",
  );
  const flat = Object.fromEntries(required.map((parameter) => [parameter.name, sampleValue(parameter)]));
  return body === undefined ? flat : { ...flat, body };
}

describe("the operations that are not carried out", () => {
  test.each(others)(
    "%s is at its own path: with the example where it reads, refused where it changes",
    async (id) => {
      const emulator = createEmulator();
      const answer = await attempt(emulator, id, sampleCall(id));
      const [example] = Object.values(examples[id].answers as Record<string, unknown>);
      if (operations[id].method === "GET" && example !== undefined) {
        expect(answer).toMatchObject({ status: 200, body: example });
      } else {
        // The name in the message shows that no other operation of a similar path was taken for it.
        const { error_code, error_msg } = answer.body as { error_code: string; error_msg: string };
        expect([answer.status, error_code, error_msg]).toEqual([
          501,
          "EMULATOR.0501",
          `${id} is not emulated.`,
        ]);
      }
    },
  );

  test.each(others.filter((id) => sampleCallNeeds(id)))("%s says which parameter is missing", async (id) => {
    const answer = await attempt(createEmulator(), id, operations[id].body ? { body: {} } : {});
    expect(answer).toMatchObject({ status: 400, body: { error_code: "HSS.0001" } });
  });
});

/** Whether a call without anything lacks a parameter of the query. */
function sampleCallNeeds(id: OperationId): boolean {
  return parameters[id].some((parameter) => parameter.required && parameter.in === "query");
}
