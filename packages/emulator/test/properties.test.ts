import { type OperationId, operations } from "@hss-kit/contract";
import { type ParameterEntry, parameters } from "@hss-kit/contract/parameters";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createEmulator, type Emulator, type ManualClock } from "../src/index.ts";
import { stringifyJson } from "../src/json.ts";
import { handlers } from "../src/operations/handlers.ts";
import { call, read, send, urlOf } from "./support/call.ts";

const ids = Object.keys(operations) as OperationId[];
const carriedOut = Object.keys(handlers) as OperationId[];
const int64 = fc.bigInt({ min: -2n, max: 2n ** 64n });

/** Mostly a value that the parameter may have, sometimes anything. */
function valueFor(entry: ParameterEntry): fc.Arbitrary<unknown> {
  const fine: fc.Arbitrary<unknown> =
    entry.enum !== undefined
      ? fc.constantFrom(...entry.enum)
      : entry.type === "boolean"
        ? fc.boolean()
        : entry.type === "integer"
          ? fc.bigInt({ min: BigInt(entry.minimum ?? 0), max: BigInt(entry.maximum ?? 2 ** 31) })
          : fc.string({
              unit: "grapheme",
              minLength: entry.minLength ?? 0,
              maxLength: Math.min(entry.maxLength ?? 20, 20),
            });
  return fc.oneof(
    { weight: 6, arbitrary: fine },
    { weight: 1, arbitrary: fc.oneof(int64, fc.string(), fc.constant("")) },
  );
}

const reference = fc.record(
  { id: fc.oneof(fc.constantFrom(9_223_372_036_854_775_807n, 1004n, 1009n), int64), image_id: fc.string() },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.constantFrom<unknown>({ is_all: true }, { query_info: { image_type: "jfrog" }, rate_limit: 60 }),
  fc.record(
    {
      scan_scope: fc.oneof(fc.nat(0x7fffffff), int64),
      rate_limit: fc.integer({ min: -1, max: 1001 }),
      is_all: fc.boolean(),
      image_info: fc.array(reference, { maxLength: 3 }),
      query_info: fc.record(
        {
          namespace: fc.constantFrom("平台组", "payments", "x"),
          has_vul: fc.boolean(),
          image_size: int64,
          pod_id: fc.string(),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
  fc.json().map((text) => JSON.parse(text) as unknown),
);

interface Plan {
  readonly operation: OperationId;
  readonly flat: Record<string, unknown>;
  readonly body: string | undefined;
  readonly sleep: number;
  /** Which task or image to mean, of those that exist; undefined means whatever the parameters say. */
  readonly existing: number | undefined;
}

const anyOperation = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...carriedOut) },
  { weight: 1, arbitrary: fc.constantFrom(...ids) },
);

const plan: fc.Arbitrary<Plan> = anyOperation.chain((operation) => {
  const entries = parameters[operation].filter(
    ({ in: place, name }) => place !== "header" && name !== "project_id",
  );
  const required = entries.filter((entry) => entry.required).map(({ name }) => name);
  const record = fc.record(Object.fromEntries(entries.map((entry) => [entry.name, valueFor(entry)])), {
    requiredKeys: required,
  });
  return fc.record({
    operation: fc.constant(operation),
    // Many filters at once match nothing: keep a few.
    flat: fc
      .tuple(
        record,
        fc.subarray(
          entries.map(({ name }) => name),
          { maxLength: Math.min(3, entries.length) },
        ),
      )
      .map(([all, kept]) =>
        Object.fromEntries(
          Object.entries(all).filter(([name]) => required.includes(name) || kept.includes(name)),
        ),
      ),
    body:
      operations[operation].body === true
        ? fc.oneof(
            { weight: 5, arbitrary: body.map((value) => stringifyJson(value)) },
            fc.string({ minLength: 1 }),
          )
        : fc.constant(undefined),
    existing: fc.option(fc.nat(59), { nil: undefined }),
    sleep: fc.oneof(fc.constant(0), fc.nat(600_000)),
  });
});

/** No URL can carry these as a segment of its path: the one would be missing, the others mean "here" and "one up". */
const NO_SEGMENT = ["", ".", ".."];

/** The parameters that name the task or the image at a place of the list. */
async function naming(emulator: Emulator, operation: OperationId, at: number): Promise<object> {
  if (operation === "stopImageScanTask") {
    const { data_list } = await call(emulator, "listImageScanTask", { type: "image_scan", limit: 200 });
    // One of the newest: older ones have ended.
    return { task_id: data_list[at % Math.min(3, data_list.length)]?.task_id };
  }
  if (operation !== "listImageVulnerabilities") return {};
  const { data_list } = await call(emulator, "listRegistryImages", { offset: at, limit: 1 });
  const [image] = data_list;
  const { image_id, image_type, namespace, image_name, image_version: tag_name } = image ?? {};
  return { image_id, image_type, namespace, image_name, tag_name };
}

async function perform(emulator: Emulator, { operation, flat, body: text, existing }: Plan) {
  const named = existing === undefined ? {} : await naming(emulator, operation, existing);
  const usable: Record<string, unknown> = { ...flat, ...named };
  for (const name of ["task_id", "image_id"]) {
    if (name in usable && NO_SEGMENT.includes(String(usable[name]))) usable[name] = "x";
  }
  const url = urlOf(emulator, operation, usable);
  const response = await send(emulator, url, {
    method: operations[operation].method,
    ...(text !== undefined && { body: text }),
  });
  return read(operation, response);
}

async function stateOf(emulator: Emulator): Promise<string> {
  const all = { enterprise_project_id: "all_granted_eps", limit: 200 };
  const pages = [
    await call(emulator, "listImageScanTask", { ...all, type: "image_scan" }),
    await call(emulator, "listImageScanTask", { ...all, type: "image_sync" }),
    await call(emulator, "listRegistryImages", all),
    await call(emulator, "listImageLocal", all),
  ];
  return stringifyJson(pages);
}

test("random requests are answered as the document says, never with 500", { timeout: 240_000 }, async () => {
  const seen = new Map<string, number>();
  let emulator = createEmulator();
  let age = 0;
  await fc.assert(
    fc.asyncProperty(plan, async (step) => {
      // A fresh one now and then: a thousand tasks only make the lists longer.
      if (age++ % 500 === 0) emulator = createEmulator({ seed: age });
      const { status } = await perform(emulator, step);
      emulator.clock.advance(step.sleep);
      // 501 is the emulator's own word for what it does not do; nothing else of 500 and more may ever come.
      if (status !== 501) expect(status).toBeLessThan(500);
      else expect(carriedOut).not.toContain(step.operation);
      const key = `${step.operation} ${status}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }),
    { numRuns: 10_000 },
  );
  // The requests must have gone both ways, or the test says nothing.
  for (const operation of carriedOut) {
    expect(seen.get(`${operation} 400`) ?? 0).toBeGreaterThan(50);
    expect(seen.get(`${operation} 200`) ?? 0).toBeGreaterThan(10);
  }
});

test("a refused request changes nothing", async () => {
  let emulator = createEmulator();
  let age = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(plan, async (step) => {
      if (age++ % 50 === 0) emulator = createEmulator();
      const before = await stateOf(emulator);
      const { status } = await perform(emulator, step);
      const after = await stateOf(emulator);
      if (status >= 400) {
        refused++;
        expect(after).toBe(before);
      } else if (operations[step.operation].method === "GET") expect(after).toBe(before);
    }),
    { numRuns: 300 },
  );
  expect(refused).toBeGreaterThan(30);
});

test("the same seed, clock and requests give the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.maxSafeInteger(),
      fc.array(plan, { minLength: 5, maxLength: 15 }),
      async (seed, steps) => {
        const run = async (emulator: Emulator<ManualClock>) => {
          const texts: unknown[] = [];
          for (const step of steps) {
            const { status, requestId, text } = await perform(emulator, step);
            texts.push([status, requestId, text]);
            await emulator.clock.sleep(step.sleep);
          }
          return [...texts, await stateOf(emulator)];
        };
        expect(await run(createEmulator({ seed }))).toEqual(await run(createEmulator({ seed })));
      },
    ),
    { numRuns: 15 },
  );
});
