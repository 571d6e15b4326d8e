import type { Words } from "./languages.ts";

/**
 * Redoc shows `enum` with `x-enumDescriptions`; of `x-extensible-enum` it does not say that it is open, and `x-bitmask` it
 * does not know. For the pages alone, each gets a table at the end of its description.
 *
 * @param document parsed OpenAPI; changed in place.
 */
export function addValueTables(document: unknown, words: Words): void {
  if (typeof document !== "object" || document === null) return;
  const tables = [openEnumeration(document, words), bitmask(document, words)].filter((table) => table !== "");
  if (tables.length > 0) {
    const { description = "" } = document as { description?: string };
    Object.assign(document, { description: [description, ...tables].filter(Boolean).join("\n\n") });
  }
  for (const child of Object.values(document)) addValueTables(child, words);
}

function openEnumeration(node: object, { table }: Words): string {
  if (!("x-extensible-enum" in node) || !Array.isArray(node["x-extensible-enum"])) return "";
  const meanings = "x-enumDescriptions" in node ? (node["x-enumDescriptions"] as Record<string, string>) : {};
  // Redoc would show these once more, as if the enumeration were closed.
  Object.assign(node, { "x-enumDescriptions": undefined });
  const values = node["x-extensible-enum"].map(String);
  if (Object.keys(meanings).length === 0) {
    return `${table.open} ${values.map((value) => `\`${value}\``).join(", ")}`;
  }
  return `${table.open}\n\n${markdown(
    [table.value, table.meaning],
    values.map((value) => [`\`${value}\``, meanings[value] ?? ""]),
  )}`;
}

function bitmask(node: object, { table }: Words): string {
  if (!("x-bitmask" in node)) return "";
  const masks = Object.entries(node["x-bitmask"] as Record<string, { mask: number; description: string }>);
  const hex = (mask: number): string => `0x${mask.toString(16)}`;
  // The document's own text may show them already.
  const text = "description" in node ? String(node.description) : "";
  if (masks.every(([, { mask }]) => text.includes(hex(mask)) && text.includes(String(mask)))) return "";
  return `${table.bitmask}\n\n${markdown(
    [table.name, table.mask, table.meaning],
    masks.map(([name, { mask, description }]) => [`\`${name}\``, `\`${hex(mask)}\` = ${mask}`, description]),
  )}`;
}

function markdown(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
