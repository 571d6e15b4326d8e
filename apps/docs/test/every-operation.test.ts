import { expect, test } from "vitest";
import { languageIds } from "../src/languages.ts";
import { operationsOf } from "../src/operations.ts";
import { inChromium, overflow, PHONE } from "./chromium.ts";
import { readBundle } from "./site.ts";

const bundles = { en: await readBundle("en"), zh: await readBundle("zh") };

/** Goes to an operation, in the page, and waits until Redoc has drawn it; gives the titles that stand there. */
const go = (id: string): string => `new Promise((drawn) => {
  location.hash = "#operation/${id}";
  const look = () => {
    const section = document.querySelector('[data-section-id$="/${id}" i]');
    const named = [...(section?.querySelectorAll("code") ?? [])].some((code) => code.textContent === "${id}");
    if (!named || section.getBoundingClientRect().top > innerHeight) requestAnimationFrame(look);
    else drawn([...section.querySelectorAll("h2")].map((title) => title.textContent).join());
  };
  look();
})`;

// One page for many, since loading it takes longest; and every operation in one of the languages: their names and shapes,
// which make lines long, are the same in both.
inChromium("a phone", (site) => {
  test.for(languageIds.map((language, index) => ({ language, index })))(
    "shows every other operation in $language, no wider than its window",
    async ({ language, index }) => {
      const operations = operationsOf(bundles[language]).filter((_, at) => at % languageIds.length === index);
      const { page, faults, close } = await site.open(`${language}/`, PHONE);
      await page.locator("#redoc h1").first().waitFor();
      const wide: string[] = [];
      for (const { operationId, summary } of operations) {
        expect(await page.evaluate(go(operationId))).toContain(summary);
        if ((await overflow(page)) > 0) wide.push(operationId);
      }
      expect(operations.length).toBeGreaterThan(40);
      expect(wide).toEqual([]);
      expect(faults).toEqual([]);
      await close();
    },
  );
});
