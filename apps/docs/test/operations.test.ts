import { expect, test } from "vitest";
import { linkOperations, operationsOf } from "../src/operations.ts";

const WORDS = { successor: "replaced by", errors: "Codes:", gateway: "others" };
const ERRORS = [{ code: "HSS.0001" }, { code: "APIGW.0101" }];

const documentWith = (description: string) => ({
  info: { description },
  paths: {
    "/a": { parameters: {}, get: { operationId: "listImage" }, put: { operationId: "listImageScan" } },
  },
});

const linked = (description: string): string => {
  const document = documentWith(description);
  linkOperations(document, WORDS, ERRORS);
  return document.info.description;
};

test("the operations of a document are found among a path's other keys", () => {
  expect(operationsOf(documentWith("")).map(({ operationId }) => operationId)).toEqual([
    "listImage",
    "listImageScan",
  ]);
});

test("a name in a text becomes a link", () => {
  expect(linked("见listImageScan；listImage.")).toBe(
    "见[listImageScan](#operation/listImageScan)；[listImage](#operation/listImage).",
  );
});

test("an error code in a text becomes a link to its explanation", () => {
  expect(linked("HSS.0001, HSS.0002 or `APIGW.0101`")).toBe(
    "[HSS.0001](errors.html#HSS.0001), HSS.0002 or `APIGW.0101`",
  );
});

test.for(["`listImage`", "[listImage](#operation/listImage)", "listImages", "relistImage"])(
  "%s is left alone",
  (text) => {
    expect(linked(text)).toBe(text);
  },
);

test("each operation shows its own name, once and no link", () => {
  const document = {
    paths: {
      "/a": { get: { operationId: "listImage", description: "Lists." }, put: { operationId: "putImage" } },
    },
  };
  linkOperations(document, WORDS, ERRORS);
  expect(operationsOf(document).map(({ description }) => description)).toEqual([
    "`listImage`\n\nLists.",
    "`putImage`",
  ]);
});

test("the successor and the known error codes are links", () => {
  const document = {
    paths: {
      "/a": {
        get: { operationId: "oldList", "x-successor": "newList", "x-errors": ["HSS.0001", "APIGW.0101"] },
      },
      "/b": { get: { operationId: "newList" } },
    },
  };
  linkOperations(document, WORDS, ERRORS);
  expect(operationsOf(document).map(({ description }) => description)).toEqual([
    "`oldList` · replaced by [newList](#operation/newList)\n\nCodes: [HSS.0001](errors.html#HSS.0001) · [APIGW.0101](errors.html#APIGW.0101) · [others](errors.html#gateway)",
    "`newList`",
  ]);
});

test("an error code that is in no table fails the build", () => {
  const document = { paths: { "/a": { get: { operationId: "list", "x-errors": ["HSS.9999"] } } } };
  expect(() => linkOperations(document, WORDS, ERRORS)).toThrow("x-errors of list has HSS.9999");
});
