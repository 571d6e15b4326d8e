import { remember, remembered } from "./choice.ts";

const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-language]")];
for (const link of links) {
  link.addEventListener("click", () => remember(link.dataset.language ?? ""));
}

/** What was chosen before; else the first of the browser's languages that there is. */
const wanted = [remembered() ?? "", ...navigator.languages];
const known = wanted.map((tag) => links.find((link) => tag.split("-", 1)[0] === link.dataset.language));
const link = known.find((candidate) => candidate !== undefined);
// `?choose` shows this page itself. A deep link goes on to the page in the reader's language.
if (link !== undefined && !location.search.includes("choose")) location.replace(link.href + location.hash);
