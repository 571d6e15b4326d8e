import { describe, expect, expectTypeOf, it } from "vitest";
import { type ImageScanQuery, queryOptions } from "../src/query-options.ts";
import { readSelection } from "../src/selection.ts";

describe("a selection", () => {
  it("takes everything", () => expect(readSelection({ all: true }, [])).toEqual({ kind: "all" }));

  it("takes conditions under their wire names and types", () => {
    const options = {
      imageName: "nginx",
      hasVul: "false",
      imageSize: "9223372036854775807",
      scanStatus: "unscan",
    };
    expect(readSelection(options, [])).toEqual({
      kind: "query",
      query: {
        image_name: "nginx",
        has_vul: false,
        image_size: 9_223_372_036_854_775_807n,
        scan_status: "unscan",
      },
    });
  });

  it("takes record ids with every digit, beside references", () => {
    const selection = readSelection({ id: ["9007199254740993", "12"], registryName: "r" }, ["dev/api:1"]);
    expect(selection).toMatchObject({
      kind: "images",
      ids: [9_007_199_254_740_993n, 12],
      references: [{ path: "dev/api" }],
      narrowing: { registry_name: "r" },
    });
  });

  it.each([
    [{}, [], /nothing is selected/],
    [{ all: true }, ["nginx:1"], /--all and chosen images cannot be combined/],
    [{ all: true, namespace: "dev" }, [], /--all and conditions cannot be combined/],
    [{ namespace: "dev", id: ["1"] }, [], /conditions and chosen images/],
    [{ id: ["12x"] }, [], /--id is "12x"/],
    [{ id: ["1"], local: true }, [], /local images have no record id/],
    [{ all: true, registryName: "r" }, [], /--registry-name only helps/],
    [{ local: true, registryId: "r" }, ["a:1"], /--registry-id only helps/],
    [{}, [""], /"" is not an image reference/],
  ])("%j %j is refused", (options, names, message) => {
    expect(() => readSelection(options, names)).toThrow(message);
  });

  it("has an option for each condition of the contract, and no other", () => {
    expectTypeOf(queryOptions).toHaveProperty("image_name");
    expectTypeOf<keyof typeof queryOptions>().toEqualTypeOf<keyof ImageScanQuery>();
  });
});
