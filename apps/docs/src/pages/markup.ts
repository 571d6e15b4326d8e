const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

/** One paragraph of Markdown as HTML: code, emphasis and links, which is all that the texts here hold. */
export function paragraph(markdown: string): string {
  return escapeHtml(markdown)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<b>$1</b>")
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>');
}

/**
 * A table, as HTML. On a narrow screen its rows become cards with the columns' labels in them; the elements would lose
 * their roles by that, so these are written out.
 *
 * @param rows each with the attributes of its element, its id among them; its first cell is its head.
 */
export function table(
  caption: string,
  labels: readonly string[],
  rows: readonly { attributes: string; cells: readonly string[] }[],
): string {
  const heads = labels.map((label) => `<th scope="col" role="columnheader">${label}</th>`);
  const lines = rows.map(({ attributes, cells }) => {
    const [head = "", ...others] = cells;
    return `<tr role="row" ${attributes}><th scope="row" role="rowheader">${head}</th>${others
      .map((html, index) => `<td role="cell" data-label="${labels[index + 1] ?? ""}">${html}</td>`)
      .join("")}</tr>`;
  });
  return `<table role="table" aria-label="${caption}">
<thead role="rowgroup"><tr role="row">${heads.join("")}</tr></thead>
<tbody role="rowgroup">
${lines.join("\n")}
</tbody>
</table>`;
}
