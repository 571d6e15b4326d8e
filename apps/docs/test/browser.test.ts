import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languageIds } from "../src/languages.ts";
import { serve } from "../src/serve.ts";
import { dist, operationIds, readBundle } from "./site.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
if (executablePath === undefined) {
  console.warn(
    "SKIPPED: the tests of the pages in a browser; no Chromium here (Debian: apt-get install chromium).",
  );
}
const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

const ids = await operationIds();
const summaries = {
  en: await summariesOf("en"),
  zh: await summariesOf("zh"),
};

async function summariesOf(language: "en" | "zh"): Promise<Map<string, string>> {
  const { paths } = await readBundle(language);
  const operations = Object.values(paths).flatMap((path) => Object.values(path)) as {
    operationId?: string;
    summary: string;
  }[];
  return new Map(operations.map(({ operationId = "", summary }) => [operationId, summary]));
}

// A page loads in a second, but several times that where other tests keep the processor busy.
const TIMEOUT = 90_000;

describe.skipIf(executablePath === undefined)("in Chromium", { timeout: TIMEOUT }, () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    site = await serve(dist, 0);
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: FLAGS.split(" ") });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** A page of its own profile, with what went wrong in it. */
  async function open(path: string, options: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const faults: string[] = [];
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.url))
        faults.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(site.url + path);
    return { page, faults, close: () => context.close() };
  }

  /** Waits until Redoc shows the operation. */
  const shows = (page: Page, id: string): Promise<void> =>
    page
      .locator("#redoc code", { hasText: new RegExp(`^${id}$`) })
      .first()
      .waitFor();

  const overflow = (page: Page): Promise<number> =>
    page.evaluate("document.documentElement.scrollWidth - window.innerWidth");

  describe.for(languageIds)("%s", (language) => {
    test.for(ids)("a deep link opens %s, with nothing from elsewhere and no error", async (id) => {
      const { page, faults, close } = await open(`${language}/#operation/${id}`);
      await shows(page, id);
      await page
        .locator("#redoc h2", { hasText: summaries[language].get(id) ?? "" })
        .first()
        .waitFor();
      // Down to the end: Redoc draws what comes into view, and the answers come last.
      for (let i = 0; i < 10; i++) await page.mouse.wheel(0, 3000);
      await page.keyboard.press("End");
      expect(faults).toEqual([]);
      await close();
    });

    test("a phone shows it without scrolling sideways", async () => {
      const { page, close } = await open(`${language}/`, { viewport: { width: 360, height: 740 } });
      await page.locator("#redoc h1").waitFor();
      expect(await overflow(page)).toBe(0);
      for (const id of ids) {
        await page.goto(`${site.url}${language}/#operation/${id}`);
        await shows(page, id);
        await page.mouse.wheel(0, 20_000);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
      }
      expect(await page.locator("#language").isVisible()).toBe(true);
      await close();
    });
  });

  // That every address means the same in both languages is tested above.
  test.for(["createManualImageScanTask", "listImageVulnerabilities"])(
    "the language switch stays at %s, both ways",
    async (id) => {
      const { page, faults, close } = await open(`en/#operation/${id}`);
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
    },
  );

  test("a link in a text opens the operation that it names", async () => {
    const { page, close } = await open("zh/#operation/createManualImageScanTask");
    await page.locator('#redoc a[href$="listImageScanTask" i]').first().click();
    await shows(page, "listImageScanTask");
    await close();
  });

  test("Redoc's labels are Chinese on the Chinese pages", async () => {
    const { page, close } = await open("zh/#operation/createManualImageScanTask");
    await page.locator("#redoc h5", { hasText: "查询参数" }).waitFor();
    await page.getByText("必选", { exact: true }).first().waitFor();
    const labels = await page
      .locator("#redoc")
      .getByText(/^(Request|Responses|Path|Query|Body|Default|required)$/)
      .all();
    expect(labels).toEqual([]);
    await close();
  });

  test("a Chinese word within a sentence is found", async () => {
    const { page, faults, close } = await open("zh/");
    await page.getByText("搜索").first().click();
    await page.locator("input:focus").fill("轮询");
    // Its place in a text is marked by an element of its own.
    await page.getByText("轮询", { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  describe("the start page", () => {
    test.for([
      ["zh-CN", "zh"],
      ["zh-TW", "zh"],
      ["en-GB", "en"],
    ])("opens what a browser in %s wants", async ([locale = "", language]) => {
      const { page, close } = await open("", { locale });
      await page.waitForURL(`${site.url}${language}/**`);
      await close();
    });

    test("lets a browser in another language choose, and remembers it", async () => {
      const { page, faults, close } = await open("", { locale: "fr-FR" });
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
  });
});
