import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Evidence, gateLevels, judge, judgeAll } from "../src/gate.ts";

const evidence = (change: Partial<Evidence>): Evidence => ({
  necessities: [],
  severityLevel: undefined,
  maliciousFiles: 0,
  onlyInSeverity: false,
  ...change,
});

/** The levels that fail, from the strictest to the most lenient. */
function failing(change: Partial<Evidence>): string[] {
  return gateLevels.filter((level) => judge(level, evidence(change)) === "failed");
}

describe("one image", () => {
  it.each([
    ["immediate_repair", ["critical", "high", "medium", "low"]],
    ["delay_repair", ["medium", "low"]],
    ["not_needed_repair", ["low"]],
    ["a_word_of_next_year", ["critical", "high", "medium", "low"]],
    ["toString", ["critical", "high", "medium", "low"]],
    [undefined, ["critical", "high", "medium", "low"]],
  ])("a vulnerability with %s fails %j", (necessity, levels) => {
    expect(failing({ necessities: [necessity] })).toEqual(levels);
  });

  it.each([
    ["High", ["critical", "high", "medium", "low"]],
    ["Medium", ["medium", "low"]],
    ["Low", ["low"]],
    ["Security", []],
    ["Catastrophic", ["critical", "high", "medium", "low"]],
  ])("that can only be judged by the severity level %s fails %j", (severityLevel, levels) => {
    expect(failing({ necessities: undefined, severityLevel })).toEqual(levels);
  });

  it("with a malicious file fails every gate, however safe it is said to be", () => {
    expect(failing({ maliciousFiles: 1, severityLevel: "Security", onlyInSeverity: true })).toEqual(
      gateLevels,
    );
  });

  it("passes without vulnerabilities, whatever an older severity level says", () => {
    expect(judge("low", evidence({ severityLevel: "High" }))).toBe("passed");
  });

  it("is judged by its severity level too where only that tells of what was looked for", () => {
    expect(judge("high", evidence({ severityLevel: "High", onlyInSeverity: true }))).toBe("failed");
    expect(judge("high", evidence({ severityLevel: "Security", onlyInSeverity: true }))).toBe("passed");
  });

  it.each([undefined, ""])(
    "is unknown, not passed, with the severity level %j and nothing else",
    (severityLevel) => {
      expect(judge("critical", evidence({ necessities: undefined, severityLevel }))).toBe("unknown");
      expect(judge("critical", evidence({ severityLevel, onlyInSeverity: true }))).toBe("unknown");
    },
  );
});

describe("all images", () => {
  it("fail if one fails, are unknown if one is unknown, else pass", () => {
    expect(judgeAll([])).toBe("passed");
    expect(judgeAll(["passed", "passed"])).toBe("passed");
    expect(judgeAll(["unknown", "passed"])).toBe("unknown");
    expect(judgeAll(["unknown", "failed", "passed"])).toBe("failed");
  });
});

const necessity = fc.constantFrom(
  "immediate_repair",
  "delay_repair",
  "not_needed_repair",
  "new_word",
  undefined,
);
const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  necessities: fc.option(fc.array(necessity), { nil: undefined }),
  severityLevel: fc.constantFrom("Security", "Low", "Medium", "High", "New", "", undefined),
  maliciousFiles: fc.nat({ max: 2 }),
  onlyInSeverity: fc.boolean(),
});

describe("whatever the evidence", () => {
  it("a gate that fails also fails when it is set stricter", () => {
    fc.assert(
      fc.property(anyEvidence, fc.integer({ min: 0, max: gateLevels.length - 2 }), (given, at) => {
        const [lenient, strict] = [gateLevels[at] ?? "low", gateLevels[at + 1] ?? "low"];
        if (judge(lenient, given) === "failed") expect(judge(strict, given)).toBe("failed");
      }),
    );
  });

  it("another vulnerability never turns a failed gate into anything better", () => {
    fc.assert(
      fc.property(anyEvidence, necessity, fc.constantFrom(...gateLevels), (given, another, level) => {
        if (given.necessities === undefined || judge(level, given) !== "failed") return;
        const more = { ...given, necessities: [...given.necessities, another] };
        expect(judge(level, more)).toBe("failed");
      }),
    );
  });

  it("only passes on something that was read", () => {
    fc.assert(
      fc.property(anyEvidence, fc.constantFrom(...gateLevels), (given, level) => {
        if (judge(level, given) !== "passed") return;
        const readAll = given.necessities !== undefined && !given.onlyInSeverity;
        expect(readAll || (given.severityLevel ?? "") !== "").toBe(true);
      }),
    );
  });
});
