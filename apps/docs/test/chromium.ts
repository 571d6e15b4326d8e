import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { serve } from "../src/serve.ts";
import { dist } from "./site.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** A page of its own profile, with what went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Requests to elsewhere, failed ones, warnings and errors. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Site {
  readonly url: string;
  open(path: string, options?: BrowserContextOptions): Promise<Opened>;
}

/** A width at which a phone shows a page. */
export const PHONE = { viewport: { width: 360, height: 740 } };
export const DESK = { viewport: { width: 1400, height: 900 } };

// A page loads in a second, but several times that where other tests keep the processor busy.
const TIMEOUT = 150_000;

/** A suite with the built pages in Chromium; without a Chromium it is skipped, and says so. */
export function inChromium(name: string, tests: (site: Site) => void): void {
  if (executablePath === undefined) {
    console.warn(`SKIPPED: ${name}; no Chromium here (Debian: apt-get install chromium).`);
  }
  describe.skipIf(executablePath === undefined)(name, { timeout: TIMEOUT }, () => {
    let browser: Browser;
    let server: Awaited<ReturnType<typeof serve>>;
    beforeAll(async () => {
      server = await serve(dist, 0);
      browser = await chromium.launch({ executablePath: executablePath ?? "", args: FLAGS.split(" ") });
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });
    tests({
      get url() {
        return server.url;
      },
      open: (path, options) => open(browser, server.url, path, options),
    });
  });
}

async function open(
  browser: Browser,
  url: string,
  path: string,
  options?: BrowserContextOptions,
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) faults.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(WATCH_SHIFTS);
  await page.goto(url + path);
  return { page, faults, close: () => context.close() };
}

/** Waits until Redoc shows the operation. */
export const shows = (page: Page, id: string): Promise<void> =>
  page
    .locator("#redoc code", { hasText: new RegExp(`^${id}$`) })
    .first()
    .waitFor();

/** By how many pixels a page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - window.innerWidth");

/** Chromium reports shifts with the time since the last input; those right after one are expected, and do not count. */
const WATCH_SHIFTS = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

/** The sum of all layout shifts since the page was opened, which is no less than the CLS of Web Vitals. */
export const layoutShift = (page: Page): Promise<number> => page.evaluate("window.shifted");
