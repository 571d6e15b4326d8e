import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { languageIds } from "../src/languages.ts";
import { DESK, inChromium, layoutShift, overflow, PHONE } from "./chromium.ts";

const errors: { code: string }[] = JSON.parse(
  await readFile(fileURLToPath(import.meta.resolve("@hss-kit/spec/errors.json")), "utf8"),
);

inChromium("the pages beside the reference", (site) => {
  describe.for(languageIds)("%s", (language) => {
    test.for(["errors.html#APIGW.0308", "regions.html#cn-north-4", "regions.html#overrides"])(
      "%s opens at its place, narrow and wide, with nothing from elsewhere and no error",
      async (path) => {
        for (const size of [PHONE, DESK]) {
          const { page, faults, close } = await site.open(`${language}/${path}`, size);
          const target = page.locator(":target");
          const top = await target.evaluate((element) => element.getBoundingClientRect().top);
          expect(top).toBeGreaterThan(50);
          expect(top).toBeLessThan(size.viewport.height - 60);
          expect(await overflow(page)).toBeLessThanOrEqual(0);
          expect(await layoutShift(page)).toBeLessThan(0.01);
          expect(faults).toEqual([]);
          await close();
        }
      },
    );
  });

  test("a link in the header leads from each page to each other", async () => {
    const { page, faults, close } = await site.open("zh/", PHONE);
    for (const file of ["errors.html", "regions.html", "errors.html"]) {
      await page.click(`nav a[href="${file}"]`);
      await page.waitForURL(`**/zh/${file}`);
      expect(await page.locator("nav [aria-current]").getAttribute("href")).toBe(file);
    }
    await page.click('nav a[href="./"]');
    await page.locator("#redoc h1").first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  test("the language switch keeps page and place", async () => {
    const { page, close } = await site.open("en/errors.html#HSS.0011");
    await page.click("#language");
    await page.waitForURL("**/zh/errors.html#HSS.0011");
    await page.locator(":target", { hasText: "请求的资源不存在" }).waitFor();
    await page.click("#language");
    await page.waitForURL("**/en/errors.html#HSS.0011");
    await close();
  });

  const shown = "[...document.querySelectorAll('tbody tr:not([hidden])')].map((row) => row.id)";

  test.for([
    {
      language: "en",
      found: [
        ["hss.0011", ["HSS.0011"]],
        ["apig.0308", ["APIGW.0308"]],
        ["429", ["APIGW.0308"]],
        ["token renewed", ["APIGW.0307"]],
        ["资源不存在", ["HSS.0011"]],
      ],
    },
    {
      language: "zh",
      found: [
        ["ＨＳＳ．００１１", ["HSS.0011"]],
        ["流控", ["APIGW.0308"]],
        ["策略组 重名", ["HSS.1020"]],
        ["too many calls", ["APIGW.0308"]],
        ["没有这样的错误", []],
      ],
    },
  ] as const)(
    "$language: the filter finds codes by code, status and words of both languages",
    async (given) => {
      const { page, close } = await site.open(`${given.language}/errors.html`);
      for (const [words, codes] of given.found) {
        await page.fill("#filter", words);
        expect(await page.evaluate(shown), words).toEqual(codes);
        expect(await page.locator("output").textContent()).toContain(String(codes.length));
        expect(await page.locator("#nothing").isVisible()).toBe(codes.length === 0);
        expect(await page.locator("h2:visible").count()).toBe(codes.length);
      }
      await page.fill("#filter", "");
      expect(await page.evaluate(shown)).toHaveLength(errors.length);
      await close();
    },
  );

  test("a link to a code shows it, whatever the filter says; the gateway's other spelling leads there too", async () => {
    const { page, close } = await site.open("en/errors.html#APIG.0308");
    await page.waitForURL("**/errors.html#APIGW.0308");
    await page.fill("#filter", "HSS.1020");
    expect(await page.locator('[id="APIGW.0308"]').isVisible()).toBe(false);
    await page.evaluate('location.hash = "#APIG.0308"');
    await page.locator('[id="APIGW.0308"]').waitFor();
    expect(await page.inputValue("#filter")).toBe("");
    await close();
  });

  test("a code names the operations that give it", async () => {
    const { page, close } = await site.open("en/errors.html#HSS.0011");
    await page.locator(":target summary").click();
    await page.locator(":target").getByRole("link", { name: "stopImageScanTask" }).click();
    await page.waitForURL(/\/en\/#/);
    await page.locator("#redoc code:text-is('stopImageScanTask')").first().waitFor();
    await close();
  });

  test("the colours are those of the reference: the reader's choice there, else the system's", async () => {
    const background = "getComputedStyle(document.body).backgroundColor";
    const { page, close } = await site.open("en/errors.html", { colorScheme: "dark" });
    expect(await page.evaluate(background)).toBe("rgb(34, 36, 43)");
    await page.evaluate('localStorage.setItem("redoc.colorMode", "light")');
    await page.reload();
    expect(await page.evaluate(background)).toBe("rgb(255, 255, 255)");
    await close();
  });
});
