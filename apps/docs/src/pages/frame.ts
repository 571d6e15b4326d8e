import { type Language, languages } from "../languages.ts";

/** The pages of one language; `index.html` is the reference. */
export type PageName = "index" | "errors" | "regions";

const FILES: Readonly<Record<PageName, string>> = {
  index: "./",
  errors: "errors.html",
  regions: "regions.html",
};

export const otherLanguage = (language: Language): Language => (language === "en" ? "zh" : "en");

/** Where a page of the other language is, from a page of this one: the same path in that language's folder. */
export const counterpart = (language: Language, page: PageName): string =>
  `../${otherLanguage(language)}/${page === "index" ? "" : FILES[page]}`;

/** The header of every page, as HTML. */
export function header(language: Language, current: PageName): string {
  const words = languages[language];
  const other = languages[otherLanguage(language)];
  const link = (page: PageName): string => {
    const mark = page === current ? ' aria-current="page"' : "";
    return `<a href="${page === "index" && current === "index" ? "#/" : FILES[page]}"${mark}>${words.pages[page]}</a>`;
  };
  return `<header class="house">
  <a class="house-name" href="${current === "index" ? "#/" : "./"}" aria-label="${words.title}"><span>${words.title}</span></a>
  <nav aria-label="${words.navigation}">
    ${link("index")}
    ${link("errors")}
    ${link("regions")}
    <a class="house-file" href="hss.${language}.json" download>${words.openapi}</a>
    <a id="language" href="${counterpart(language, current)}" lang="${other.tag}" hreflang="${other.tag}">${other.name}</a>
  </nav>
</header>`;
}

/** A page beside the reference. It loads its own style and script, and nothing else. */
export function frame(language: Language, page: PageName, title: string, main: string): string {
  const words = languages[language];
  return `<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<title>${title} · ${words.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="../assets/icon.svg">
<link rel="alternate" hreflang="${languages[otherLanguage(language)].tag}" href="${counterpart(language, page)}">
<link rel="stylesheet" href="../assets/page.css">
<link rel="stylesheet" href="../assets/guide.css">
<script type="module" blocking="render" src="../assets/guide.js"></script>
</head>
<body>
${header(language, page)}
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`;
}
