import { expect, it } from "vitest";
import { asSigned } from "../src/header-bytes.ts";
import { encode } from "../src/index.ts";

it("encode escapes what encodeURIComponent leaves, and a whole character outside the BMP", () => {
  expect(encode("-_.~!'()*")).toBe("-_.~%21%27%28%29%2A");
  expect(encode(" +/%\n🚀")).toBe("%20%2B%2F%25%0A%F0%9F%9A%80");
  expect(() => encode("\ud83d")).toThrow(URIError);
});

it("header bytes are read as UTF-8 where they are, and stand for themselves where not", () => {
  const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
  expect(asSigned(bytes("镜像"))).toBe("镜像");
  expect(asSigned(bytes("\ufeffé"))).toBe("\ufeffé");
  expect(asSigned("caf\xe9")).toBe("café");
  expect(asSigned("plain")).toBe("plain");
  expect(asSigned("already 镜像 é")).toBe("already 镜像 é");
});
