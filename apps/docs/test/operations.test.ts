import { expect, test } from "vitest";
import { linkOperations, operationsOf } from "../src/operations.ts";

const documentWith = (description: string) => ({
  info: { description },
  paths: {
    "/a": { parameters: {}, get: { operationId: "listImage" }, put: { operationId: "listImageScan" } },
  },
});

const linked = (description: string): string => {
  const document = documentWith(description);
  linkOperations(document);
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
  linkOperations(document);
  expect(operationsOf(document).map(({ description }) => description)).toEqual([
    "`listImage`\n\nLists.",
    "`putImage`",
  ]);
});
