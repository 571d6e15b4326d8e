import { describe, expectTypeOf, it } from "vitest";
import {
  type CredentialScope,
  canonicalRequest,
  type PathSpelling,
  type SignableRequest,
  sign,
  stringToSign,
  type Verification,
  type VerificationStage,
  verify,
} from "../src/index.ts";

const key = { ak: "a", sk: "s" };
const request: SignableRequest = { method: "GET", url: "https://h/" };

describe("the types", () => {
  it("of sign: its headers go into fetch and into Headers", () => {
    expectTypeOf(sign).returns.toEqualTypeOf<Record<string, string>>();
    expectTypeOf(sign(request, key)).toExtend<ConstructorParameters<typeof Headers>[0]>();
  });

  it("of a request: what fetch takes, where it can be read at once", () => {
    expectTypeOf<Headers>().toExtend<NonNullable<SignableRequest["headers"]>>();
    expectTypeOf<Map<string, string>>().toExtend<NonNullable<SignableRequest["headers"]>>();
    expectTypeOf<[string, string][]>().toExtend<NonNullable<SignableRequest["headers"]>>();
    expectTypeOf<{ a: string }>().toExtend<NonNullable<SignableRequest["headers"]>>();
    expectTypeOf<URL>().toExtend<SignableRequest["url"]>();
    expectTypeOf<SignableRequest["body"]>().toEqualTypeOf<string | Uint8Array | undefined>();
    // @ts-expect-error a stream cannot be hashed before it is sent
    const stream: SignableRequest = { ...request, body: new ReadableStream() };
    // @ts-expect-error a header without a value is left out, not undefined
    const empty: SignableRequest = { ...request, headers: { a: undefined } };
    void [stream, empty];
  });

  it("of the options: V11 needs both parts of its scope", () => {
    () => sign(request, key, { scope: { region: "r", service: "s" } });
    // @ts-expect-error the service is missing
    () => sign(request, key, { scope: { region: "r" } });
    // @ts-expect-error the secret key is missing
    () => sign(request, { ak: "a" });
    // @ts-expect-error a Date, not its text
    () => sign(request, key, { date: "20191115T033655Z" });
  });

  it("of a verification: ok tells which it is", () => {
    const result = {} as Verification;
    if (result.ok) {
      expectTypeOf(result.ak).toEqualTypeOf<string>();
      expectTypeOf(result.spelling.path).toEqualTypeOf<PathSpelling>();
      // @ts-expect-error what succeeded has no stage
      void result.stage;
    } else {
      expectTypeOf(result.stage).toEqualTypeOf<VerificationStage>();
      // @ts-expect-error what failed has no access key
      void result.ak;
    }
  });

  it("of the finder: it may leave the AK out, and not know it", () => {
    () => verify(request, () => ({ sk: "s" }));
    () => verify(request, () => undefined);
    // @ts-expect-error it answers at once
    () => verify(request, async () => ({ sk: "s" }));
  });

  it("of the stages: text in, text out", () => {
    expectTypeOf(canonicalRequest).returns.toEqualTypeOf<string>();
    expectTypeOf(stringToSign).returns.toEqualTypeOf<string>();
    expectTypeOf(stringToSign).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(stringToSign).parameter(1).toEqualTypeOf<Date>();
    expectTypeOf(stringToSign).parameter(2).toEqualTypeOf<CredentialScope | undefined>();
  });
});
