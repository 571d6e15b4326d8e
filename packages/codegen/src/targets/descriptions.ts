import type { OperationModel } from "../model.ts";
import { HEADER, literal } from "../typescript-text.ts";

/** The prose of the operations and their parameters, in both languages: for help texts. */
export function descriptionsJs(operations: readonly OperationModel[]): string {
  const rows = operations.map((operation) => {
    const { tag, summary, description, deprecated } = operation;
    const parameters = Object.fromEntries(operation.parameters.map(({ name, text }) => [name, text]));
    return `  ${operation.id}: ${literal({ tag, summary, description, deprecated, parameters })},\n`;
  });
  return `${HEADER}\nexport const descriptions = {\n${rows.join("")}};\n`;
}

export const descriptionsDts = `${HEADER}
import type { OperationId } from "./index.gen.js";

/** The same text in both languages, in CommonMark. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export interface OperationDescription {
  readonly tag: Text;
  readonly summary: Text;
  readonly description: Text;
  readonly deprecated: boolean;
  readonly parameters: { readonly [name: string]: Text };
}

export declare const descriptions: { readonly [Id in OperationId]: OperationDescription };
`;
