import { parseJson } from "@hss-kit/client/json";
import { describe, expect, it } from "vitest";
import { formatReport } from "../src/report/formats.ts";
import { jsonReport } from "../src/report/json.ts";
import { tableReport } from "../src/report/table.ts";
import { later, nginx, report, reported, urgent } from "./support/report.ts";

const failed = {
  image_name: "broken",
  namespace: "dev",
  image_version: "1",
  failed_reason: "download_failed",
};

describe("the table", () => {
  it("shows images, failures and what needs repair now", () => {
    const text = tableReport(
      report({
        state: "partial",
        failedImages: [failed],
        gate: { failOn: "high", verdict: "failed" },
        images: [reported(nginx, [urgent, later], { verdict: "failed" })],
      }),
    );
    expect(text).toBe(`IMAGE                REPAIR NOW  LATER  NOT NEEDED  MALWARE  UNSAFE  SEVERITY  GATE
平台组/nginx:1.27.0           1      1           0        0       2  High      failed

NOT SCANNED   REASON
dev/broken:1  download_failed

REPAIR NOW     PACKAGE         IMAGE
CVE-2026-0001  openssl 1.1.1k  平台组/nginx:1.27.0

Scan task-1 done in part: 1 image scanned, 1 not scanned, 2 vulnerabilities, 1 to repair now.
`);
  });

  it("shows a column of unknown words only where there are some, and counts them as urgent", () => {
    const odd = { vul_id: "X-1", repair_necessity: "next_word" };
    const [heading = "", row = ""] = tableReport(report({ images: [reported(nginx, [odd])] })).split("\n");
    expect(heading).toMatch(/NOT NEEDED {2}UNKNOWN/);
    expect(row).toMatch(/0 +0 +0 +1 /);
    expect(tableReport(report({ images: [reported(nginx, [odd])] }))).toMatch(/^X-1 /m);
    expect(tableReport(report())).not.toMatch(/UNKNOWN/);
  });

  it("lists the worst images first, and at most 20 vulnerabilities", () => {
    const many = Array.from({ length: 25 }, (_, at) => ({ ...urgent, vul_id: `CVE-${at}` }));
    const text = tableReport(
      report({
        images: [
          reported({ ...nginx, image_name: "calm", severity_level: "Security" }, []),
          reported({ ...nginx, image_name: "odd", severity_level: "Beyond" }, []),
          reported({ ...nginx, image_name: "bad", severity_level: "Low" }, many),
        ],
      }),
    );
    expect(
      text
        .split("\n")
        .slice(1, 4)
        .map((line) => /(bad|odd|calm)/.exec(line)?.[0]),
    ).toEqual(["bad", "odd", "calm"]);
    expect(text.match(/^CVE-/gm)).toHaveLength(20);
    expect(text).toMatch(/… and 5 more/);
  });

  it("says with a dash what cannot be read", () => {
    expect(tableReport(report({ images: [reported({ image_name: "a" }, undefined)] }))).toMatch(
      /^a +- +- +- +- +- +-$/m,
    );
  });
});

describe("the JSON report", () => {
  const text = jsonReport(
    report({
      gate: { failOn: "medium", verdict: "failed" },
      images: [reported(nginx, [urgent], { verdict: "failed" }), reported({ image_name: "x" }, undefined)],
      failedImages: [{ ...failed, id: 9_007_199_254_740_993n }],
      task: { task_id: "task-1", failed_images: [{ image_name: "broken" }] },
    }),
  );

  it("is what the README documents", () => {
    expect(parseJson(text)).toEqual({
      formatVersion: 1,
      tool: { name: "hss-scan", version: "0.1.0" },
      state: "succeeded",
      scope: ["vulnerabilities"],
      gate: { failOn: "medium", verdict: "failed" },
      task: { task_id: "task-1" },
      images: [
        {
          name: "平台组/nginx:1.27.0",
          type: "registry",
          verdict: "failed",
          record: nginx,
          vulnerabilities: [urgent],
        },
        { name: "x", type: "registry", verdict: null, record: { image_name: "x" }, vulnerabilities: null },
      ],
      failedImages: [{ name: "dev/broken:1", record: { ...failed, id: 9_007_199_254_740_993n } }],
    });
  });

  it("keeps every digit of an id", () => {
    expect(text).toContain('"id": 9223372036854775807');
    expect(text).toContain('"id": 9007199254740993');
  });

  it("says null where there is no gate", () => {
    expect(parseJson(jsonReport(report()))).toMatchObject({ gate: null, images: [{ verdict: null }] });
  });
});

it("each format is its own", async () => {
  expect(await formatReport("table", report())).toBe(tableReport(report()));
  expect(await formatReport("json", report())).toBe(jsonReport(report()));
  expect(await formatReport("sarif", report())).toContain('"version": "2.1.0"');
});
