import { expect, test } from "vitest";
import { inChromium, layoutShift, PHONE, shows } from "./chromium.ts";

inChromium("the start page", (site) => {
  test.for([
    ["zh-CN", "zh"],
    ["zh-TW", "zh"],
    ["en-GB", "en"],
  ])("opens what a browser in %s wants", async ([locale = "", language]) => {
    const { page, close } = await site.open("", { locale });
    await page.waitForURL(`${site.url}${language}/**`);
    await close();
  });

  test("lets a browser in another language choose, and remembers it", async () => {
    const { page, faults, close } = await site.open("", { locale: "fr-FR" });
    await page.getByRole("link", { name: "中文" }).click();
    await page.waitForURL(/\/zh\//);
    await page.goto(`${site.url}#operation/listImageScanTask`);
    await page.waitForURL(/\/zh\/#/);
    await shows(page, "listImageScanTask");
    await page.click("#language");
    await page.waitForURL(/\/en\/#/);
    await page.goto(site.url);
    await page.waitForURL(/\/en\//);
    expect(faults).toEqual([]);
    await close();
  });

  test("stays as it is while it loads", async () => {
    const { page, close } = await site.open("?choose", PHONE);
    await page.getByRole("link", { name: "中文" }).waitFor();
    expect(await layoutShift(page)).toBeLessThan(0.01);
    await close();
  });
});
