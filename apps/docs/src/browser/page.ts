import { remember } from "./choice.ts";
import { translateLabels } from "./labels.ts";

/** JSON as the reader copies it holds bigint literals digit by digit, where the browser can; else as doubles. */
interface Exact {
  rawJSON?(text: string): unknown;
}
Object.defineProperty(BigInt.prototype, "toJSON", {
  value(this: bigint) {
    return (JSON as Exact).rawJSON?.(this.toString()) ?? Number(this);
  },
});

const other = document.querySelector<HTMLAnchorElement>("#language");
other?.addEventListener("click", (event) => {
  remember(other.hreflang.split("-", 1)[0] ?? "");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  // The same place in the other language: the operations' addresses are the same in both.
  event.preventDefault();
  location.assign(other.href + location.hash);
});

if (document.documentElement.lang === "zh-CN") translateLabels(document.body);
