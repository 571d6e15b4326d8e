import type { ScanProgress } from "@hss-kit/client";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { createProgress, describeProgress, isNews } from "../src/progress.ts";
import { columns, fittingColumns, printable } from "../src/report/columns.ts";
import { wrap } from "../src/wrap.ts";

const text = fc.string({ unit: fc.constantFrom("a", "Z", "9", "镜", "像", "é", "，", "-") });

describe("columns", () => {
  it("start at the same place in every row, however wide the characters are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const marked = rows.map(([first, second]) => [first, `|${second}`]);
        const places = columns(["A", "|B"], marked).map((line) =>
          stringWidth(line.slice(0, line.indexOf("|"))),
        );
        expect(new Set(places).size).toBe(1);
      }),
    );
  });

  it("let no name move the cursor", () => {
    const evil = "nginx\u001b[2J\r\n\u202e";
    expect(columns(["IMAGE"], [[evil]])).toEqual(["IMAGE", "nginx\ufffd[2J\ufffd\ufffd\ufffd"]);
    expect(printable("订单服务:1.0")).toBe("订单服务:1.0");
  });

  it("that matter least are left out where a terminal is too narrow, never parts of words", () => {
    const headings = ["TASK", "STARTED BY", "RISKY"];
    const rows = [["t-234", "manual", "7"]];
    const shown = (width: number | undefined) =>
      fittingColumns(headings, rows, ["RISKY", "STARTED BY"], width)[0];
    expect(shown(undefined)).toBe("TASK   STARTED BY  RISKY");
    expect(shown(24)).toBe("TASK   STARTED BY  RISKY");
    expect(shown(23)).toBe("TASK   STARTED BY");
    expect(shown(16)).toBe("TASK");
    expect(shown(2)).toBe("TASK");
  });

  it("put numbers on the right", () => {
    expect(
      columns(
        ["NAME", "N"],
        [
          ["a", "5"],
          ["b", "10"],
          ["c", "-"],
        ],
      ),
    ).toEqual(["NAME   N", "a      5", "b     10", "c      -"]);
  });
});

describe("wrapping", () => {
  it("loses nothing but blanks", () => {
    fc.assert(
      fc.property(fc.array(text), fc.integer({ min: 1, max: 90 }), (words, width) => {
        const strip = (given: string) => given.replace(/\s/g, "");
        expect(strip(wrap(words.join(" "), width))).toBe(strip(words.join(" ")));
      }),
    );
  });

  it("keeps Chinese within the width, and marks with what they belong to", () => {
    const line = "任务的进度（各项数量以及失败的镜像），创建时不返回“任务ID”。".repeat(5);
    for (let width = 20; width < 60; width++) {
      for (const part of wrap(line, width).split("\n")) {
        expect(stringWidth(part)).toBeLessThanOrEqual(width);
        expect(part).not.toMatch(/^[，。）”]|[（“]$/);
      }
    }
  });
});

const progress = (change: Partial<ScanProgress>): ScanProgress => ({
  taskId: "t",
  state: "scanning",
  percent: 42,
  total: 58,
  succeeded: 24,
  failed: 0,
  ...change,
});

describe("progress", () => {
  it("is one line that is overwritten on a terminal, and gone at the end", () => {
    const written: string[] = [];
    const line = createProgress({ isTTY: true, columns: 40, write: (part) => written.push(String(part)) });
    line.show("first", true);
    line.show("x".repeat(200), false);
    line.clear();
    line.clear();
    expect(written).toEqual(["\r\u001b[2Kfirst", `\r\u001b[2K${"x".repeat(39)}`, "\r\u001b[2K"]);
  });

  it("is plain lines elsewhere, of news only", () => {
    const written: string[] = [];
    const line = createProgress({ write: (part) => written.push(String(part)) });
    line.show("first");
    line.show("second", false);
    line.clear();
    expect(written).toEqual(["first\n"]);
  });

  it("says how far a scan is", () => {
    expect(describeProgress(progress({ failed: 2, remainingMinutes: 1 }))).toBe(
      "42%, 24 of 58 images scanned, 2 failed, about 1 minute left",
    );
    expect(describeProgress(progress({ total: 0, percent: 0 }))).toBe("0%, counting images");
    expect(describeProgress(progress({ total: 1, succeeded: 0 }))).toBe("42%, 0 of 1 image scanned");
  });

  it("says how a scan ended, which has no percentage unless it was done", () => {
    const at = (change: Partial<ScanProgress>) => describeProgress(progress({ total: 5, ...change }));
    expect(at({ state: "failed", percent: 0, succeeded: 0, failed: 5 })).toBe(
      "failed, 0 of 5 images scanned, 5 failed",
    );
    expect(at({ state: "timedOut", percent: 0 })).toMatch(/^timed out, /);
    expect(at({ state: "stopped", percent: 0 })).toMatch(/^stopped, /);
    expect(at({ state: "partial", percent: 100 })).toMatch(/^100%, /);
    expect(at({ state: "succeeded", percent: 100 })).toMatch(/^100%, /);
  });

  it("is news after a tenth, a failure, or the end", () => {
    const before = progress({});
    expect(isNews(progress({ percent: 49 }), before)).toBe(false);
    expect(isNews(progress({ percent: 50 }), before)).toBe(true);
    expect(isNews(progress({ failed: 1 }), before)).toBe(true);
    expect(isNews(progress({ state: "stopped" }), before)).toBe(true);
    expect(isNews(before, undefined)).toBe(true);
  });
});
