import { translateLabels } from "./labels.ts";
import { followLanguageSwitch } from "./language-switch.ts";

/** JSON as the reader copies it holds bigint literals digit by digit, where the browser can; else as doubles. */
interface Exact {
  rawJSON?(text: string): unknown;
}
Object.defineProperty(BigInt.prototype, "toJSON", {
  value(this: bigint) {
    return (JSON as Exact).rawJSON?.(this.toString()) ?? Number(this);
  },
});

followLanguageSwitch();

if (document.documentElement.lang === "zh-CN") translateLabels(document.body);
