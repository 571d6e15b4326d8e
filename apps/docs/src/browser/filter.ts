/** Shows the rows of the error codes that hold every word of the filter, and counts them. */
export function filterRows(): void {
  const field = document.querySelector<HTMLInputElement>("#filter");
  if (field === null) return;
  const rows = [...document.querySelectorAll<HTMLElement>("tbody tr")].map((row) => ({
    row,
    text: plain(`${row.textContent} ${row.dataset.also}`),
  }));
  const apply = (): void => {
    const words = plain(field.value).split(/\s+/);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    for (const group of document.querySelectorAll<HTMLElement>(".group")) {
      group.hidden = group.querySelector("tbody tr:not([hidden])") === null;
    }
    document.querySelector("#nothing")?.toggleAttribute("hidden", shown > 0);
    const count = document.querySelector<HTMLElement>("[data-count]");
    if (count === null) return;
    count.textContent = (count.dataset.count ?? "")
      .replace("{shown}", String(shown))
      .replace("{all}", String(rows.length));
  };
  field.addEventListener("input", apply);

  /** A link to a code shows it, whatever the filter says. */
  const open = (): void => {
    const code = fullCode(decodeURIComponent(location.hash.slice(1)));
    const row = code === "" ? null : document.getElementById(code);
    if (row === null) return;
    if (row.hidden) {
      field.value = "";
      apply();
    }
    if (location.hash !== `#${code}`) location.replace(`#${code}`);
    row.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  // The browser may bring back what was typed before.
  apply();
}

/** The gateway's codes are written in two ways; the page has one. */
const fullCode = (text: string): string => text.replace(/^apig\.(?=\d)/i, "APIGW.");

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/\bapig\.(?=\d)/g, "apigw.");
