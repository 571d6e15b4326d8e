import { describe, expect, expectTypeOf, it } from "vitest";
import { aboutErrorCode, type ErrorCode, errorCodes } from "../src/error-codes.ts";

describe("aboutErrorCode", () => {
  it("tells what is documented, in both languages", () => {
    const about = aboutErrorCode("HSS.0011");
    expectTypeOf(about).toEqualTypeOf<ErrorCode | undefined>();
    expect(about).toMatchObject({ statuses: [400], origin: "hss" });
    expect(about?.zh.meaning).toMatch(/\p{Script=Han}/u);
  });

  it("takes the gateway's codes in either spelling", () => {
    expect(aboutErrorCode("APIG.0308")).toBe(errorCodes["APIGW.0308"]);
    expect(aboutErrorCode("APIGW.0308")).toBe(errorCodes["APIGW.0308"]);
  });

  it("knows nothing of others, nor of what every object has", () => {
    for (const code of ["00000010", "HSS.9999", "toString", "__proto__", "", undefined]) {
      expect(aboutErrorCode(code)).toBeUndefined();
    }
  });
});
