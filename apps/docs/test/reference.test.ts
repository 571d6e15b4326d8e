import { expect, test } from "vitest";
import type { Language } from "../src/languages.ts";
import { DESK, inChromium, layoutShift, PHONE, shows } from "./chromium.ts";

inChromium("the reference", (site) => {
  // In the midst of a group, a deprecated one, none; every operation is opened in every-operation.test.ts.
  test.for([
    ["zh/#operation/listImageRiskConfigRules", DESK],
    ["en/#operation/batchScanSwrImage", PHONE],
    ["en/", PHONE],
  ] as const)("%s opens at its place, with nothing from elsewhere and no error", async ([path, size]) => {
    const { page, faults, close } = await site.open(path, size);
    await page.locator("#redoc main button").first().waitFor();
    // What is drawn late, such as the sections around, would still move it.
    await page.waitForTimeout(1000);
    expect(await layoutShift(page)).toBeLessThan(0.05);
    // Down to the end: Redoc draws what comes into view, and the answers come last.
    for (let i = 0; i < 10; i++) await page.mouse.wheel(0, 3000);
    await page.keyboard.press("End");
    expect(faults).toEqual([]);
    await close();
  });

  test("scrolling up from a deep link draws the operation above", async () => {
    const { page, close } = await site.open("en/#operation/listImageScanTask", DESK);
    await shows(page, "listImageScanTask");
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, -600);
    await shows(page, "createManualImageScanTask");
    await close();
  });

  test("the language switch stays at an operation, both ways", async () => {
    const id = "listImageVulnerabilities";
    const { page, faults, close } = await site.open(`en/#operation/${id}`);
    await shows(page, id);
    await page.click("#language");
    await page.waitForURL(/\/zh\/#/);
    await shows(page, id);
    expect(await page.title()).toContain("镜像安全");
    await page.click("#language");
    await page.waitForURL(/\/en\/#/);
    await shows(page, id);
    expect(faults).toEqual([]);
    await close();
  });

  test("a deprecated operation leads to its successor, an error code to its explanation", async () => {
    const { page, faults, close } = await site.open("zh/#operation/runImageSynchronize");
    await page.locator('#redoc p:has(code:text-is("runImageSynchronize")) a').click();
    await shows(page, "createImageSynchronizeTask");
    await page.locator('#redoc a[href="errors.html#HSS.0001"]').first().click();
    await page.waitForURL(/\/zh\/errors\.html#HSS\.0001$/);
    await page.getByRole("link", { name: "接口" }).click();
    await page.locator("#redoc h1").first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  test("the Chinese pages have Chinese labels, mark secrets, and link the operations that a text names", async () => {
    const { page, close } = await site.open("zh/#operation/createManualImageScanTask");
    await page.locator("#redoc h5", { hasText: "查询参数" }).waitFor();
    await page.getByText("必选", { exact: true }).first().waitFor();
    const labels = await page
      .locator("#redoc")
      .getByText(/^(Request|Responses|Path|Query|Body|Default|required|Value|write-only)$/)
      .all();
    expect(labels).toEqual([]);
    await page.locator('#redoc a[href$="listImageScanTask" i]').first().click();
    await shows(page, "listImageScanTask");
    await page.evaluate('location.hash = "#operation/showImageUploadCommand"');
    await page.locator("strong").getByText("敏感信息", { exact: true }).first().waitFor();
    await page.evaluate('location.hash = "#operation/addRegistry"');
    await page.getByText("只写", { exact: true }).first().waitFor();
    await close();
  });

  test.for<[Language, string[]]>([
    ["zh", ["轮询", "恶意文件", "白名单"]],
    ["en", ["malware", "whitelist", "listImageMalware"]],
  ])("%s: the search finds %s", async ([language, words]) => {
    const { page, faults, close } = await site.open(`${language}/`);
    await page
      .getByText(/^(搜索|Search) /)
      .first()
      .click();
    for (const word of words) {
      await page.locator("input:focus").fill(word);
      // Its place in a text is marked by an element of its own.
      await page.locator("mark, em, span").getByText(word, { exact: true }).first().waitFor();
    }
    expect(faults).toEqual([]);
    await close();
  });

  test("follows the system's dark colours", async () => {
    const { page, close } = await site.open("zh/", { colorScheme: "dark" });
    const background = 'getComputedStyle(document.querySelector(".house")).backgroundColor';
    expect(await page.evaluate(background)).toBe("rgb(34, 36, 43)");
    await close();
  });
});
