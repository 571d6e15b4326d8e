import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import type { OpenApi, Schema } from "../document.ts";
import { constraintLines, HEADER, needsInt64 } from "../typescript-text.ts";

const INT64 = ts.factory.createTypeReferenceNode("Int64");
const KNOWN_OR_ANY = ts.factory.createParenthesizedType(
  ts.factory.createIntersectionTypeNode([
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    ts.factory.createTypeLiteralNode([]),
  ]),
);

/** The schema types, by openapi-typescript; 64-bit integers and open enumerations are ours. */
export async function schemaDts(document: OpenApi): Promise<string> {
  const nodes = await openapiTS(withConstraints(document) as never, {
    silent: true,
    alphabetize: false,
    transform(node) {
      const schema = node as Schema;
      if (needsInt64(schema)) return INT64;
      const words = schema["x-extensible-enum"];
      if (words === undefined) return undefined;
      // `(string & {})` lets a value through that the service adds later and still completes the known ones.
      const known = words.map((word) =>
        ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(word)),
      );
      return ts.factory.createUnionTypeNode([...known, KNOWN_OR_ANY]);
    },
  });
  const int64 =
    "/** A 64-bit integer: a number where it is exact, a bigint where a number would lose digits. */\nexport type Int64 = number | bigint;\n";
  return `${HEADER}\n${int64}\n${astToString(nodes)}`;
}

/** A copy in which descriptions also say what the type cannot: ranges, defaults, the meaning of each value. */
function withConstraints(document: OpenApi): OpenApi {
  const copy = structuredClone(document);
  const visit = (schema: Schema): void => {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const lines = constraintLines(document, property).filter((line) => !line.startsWith("Default: "));
      const described: Schema = {
        ...property,
        description: [property.description ?? "", ...lines].join("\n").trim(),
      };
      // A $ref's own target carries its texts already.
      if (schema.properties && property.$ref === undefined) schema.properties[name] = described;
      visit(property);
    }
    if (schema.items) visit(schema.items);
  };
  for (const schema of Object.values(copy.components.schemas ?? {})) {
    visit(schema);
    if (schema.properties === undefined) {
      schema.description = [schema.description ?? "", ...constraintLines(document, schema)].join("\n").trim();
    }
  }
  return copy;
}
