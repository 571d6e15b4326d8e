import { remember } from "./choice.ts";

/** The switch in the header leads to the same place in the other language: pages and addresses are the same in both. */
export function followLanguageSwitch(): void {
  const other = document.querySelector<HTMLAnchorElement>("#language");
  other?.addEventListener("click", (event) => {
    remember(other.hreflang.split("-", 1)[0] ?? "");
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.assign(other.href + location.hash);
  });
}
