import { createClient, type ScanOptions } from "@hss-kit/client";
import { describe, expect, it } from "vitest";
import { queryFlag, queryOptions } from "../src/query-options.ts";
import { readSelection } from "../src/selection.ts";
import { hssScan } from "./support/cli.ts";
import { environment } from "./support/service.ts";

/** Nothing listens there: what is sent all the same ends with another error. */
const env = environment("http://127.0.0.1:1");

async function refusal(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await hssScan(args, { env });
  expect(stdout).toBe("");
  expect(code).toBe(1);
  return stderr;
}

describe("a condition that would not be one", () => {
  it.each(Object.keys(queryOptions).map(queryFlag))("%s '' is refused", async (flag) => {
    for (const empty of ["", " "]) {
      expect(() =>
        readSelection({ [flag.slice(2).replace(/-(.)/g, (_, c) => c.toUpperCase())]: empty }, []),
      ).toThrow(`${flag} is empty: that would mean every image; leave it out, or say --all`);
    }
  });

  it("is refused before anything is sent, alone or beside others", async () => {
    const message = /^error: --namespace is empty: that would mean every image; leave it out, or say --all$/m;
    expect(await refusal(["scan", "--namespace", "", "--wait"])).toMatch(message);
    expect(await refusal(["scan", "--namespace=", "--image-name", "nginx"])).toMatch(message);
  });

  it.each([
    [["--host-name", "x"], "--host-name needs --local"],
    [["--local-image-type", "swr_image"], "--local-image-type needs --local"],
    [["--local", "--namespace", "x"], "--namespace does not apply to local images"],
    [["--local", "--image-type", "harbor"], "--image-type does not apply to local images"],
  ])("%j is about the other kind of image", async (args, message) => {
    expect(await refusal(["scan", ...args])).toContain(`error: ${message}`);
  });

  it("is the same for the command and for the library", () => {
    const hss = createClient({ endpoint: "http://127.0.0.1:1", projectId: "p", credentials: { token: "t" } });
    const signal = AbortSignal.abort(new Error("enough"));
    for (const [name, { type }] of Object.entries(queryOptions)) {
      const value = type === "string" ? "x" : type === "boolean" ? "true" : "1";
      for (const local of [true, false]) {
        const option = name.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
        const refuses = (attempt: () => unknown) => {
          try {
            attempt();
            return false;
          } catch {
            return true;
          }
        };
        const options = {
          target: { query: { [name]: value } },
          imageType: local ? "local" : "registry",
          signal,
        };
        expect([name, local, refuses(() => readSelection({ [option]: value, local }, []))]).toEqual([
          name,
          local,
          refuses(() => hss.scan(options as ScanOptions)),
        ]);
      }
    }
  });
});

describe("an option without a value", () => {
  it.each([
    [["task", "list", "--region", ""], "--region"],
    [["task", "list", "--endpoint", ""], "--endpoint"],
    [["task", "list", "--project-id", ""], "--project-id"],
    [["task", "list", "--enterprise-project-id", ""], "--enterprise-project-id"],
    [["task", "list", "--profile-file", ""], "--profile-file"],
    [["task", "list", "--token-file", " "], "--token-file"],
    [["task", "create", "--body", ""], "--body"],
    [["api", "createManualImageScanTask", "--body="], "--body"],
    [["scan", "a:1", "--registry-id", ""], "--registry-id"],
    [["scan", "a:1", "--registry-name", ""], "--registry-name"],
    [["scan", "a:1", "--instance-id", ""], "--instance-id"],
    [["scan", "--all", "--scope", ""], "--scope"],
    [["scan", "--all", "-o", ""], "--output"],
  ])("%j is refused", async (args, option) => {
    expect(await refusal(args)).toMatch(new RegExp(`^error: ${option} is empty`, "m"));
  });

  it("is left to the document where it may allow it", async () => {
    const args = ["api", "listRegistryImages", "--namespace", ""];
    expect(await refusal(args)).toMatch(/^error: namespace is 0 characters long/m);
  });
});

describe("a number out of range", () => {
  it.each([
    ["--id", "9223372036854775808", "--id is 9223372036854775808, above the maximum 9223372036854775807"],
    ["--id", "12x", '--id is "12x"; a record id is a whole number'],
    ["--rate-limit", "1001", "--rate-limit is 1001, above the maximum 1000"],
    ["--rate-limit", "few", '--rate-limit is "few", expected an integer\n'],
  ])("%s %s is refused in the words of the document", async (option, value, message) => {
    const what = option === "--id" ? [] : ["--all"];
    expect(await refusal(["scan", ...what, option, value])).toContain(`error: ${message}`);
  });
});

describe("what is shown of a value", () => {
  it.each([
    [["scan", "a\u001b[2J\nb"], /a\\u001b\[2J\\nb/],
    [["scan", "--all", "--timeout", "1\u001b[2J\n"], /argument '1\\u001b\[2J\\n' is invalid/],
    [["scan", "--id", "1\u009b2\u202e"], /--id is "1\\u009b2\\u202e"/],
    [["tas\rk"], /unknown command 'tas\\rk'\n\(Did you mean task\?\)/],
    [["task", "list", "--endpoint=http://127.0.0.1:1", "--limit", "1\n2"], /limit is "1\\n2"/],
  ])("%j moves no cursor", async (args, message) => {
    const stderr = await refusal(args);
    expect(stderr).toMatch(message);
    expect(stderr.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});

describe("a word that is not quite one", () => {
  it("--wait takes no value, and that is what is said", async () => {
    expect(await refusal(["scan", "--all", "--wait=true"])).toMatch(/^error: --wait takes no value$/m);
    expect(await refusal(["task", "create", "--is_all=true"])).toMatch(/^error: --is-all takes no value$/m);
  });

  it.each([
    [["help", "scna"], /unknown command 'scna'\n\(Did you mean scan\?\)/],
    [["task", "help", "lst"], /unknown command 'lst'\n\(Did you mean list\?\)/],
    [["help", "nothing-like-it"], /unknown command 'nothing-like-it'/],
  ])("%j names the nearest", async (args, message) => {
    expect(await refusal(args)).toMatch(message);
  });

  it.each([[[]], [["task"]], [["api"]]])(
    "%j needs one word more: help on standard error, and 1",
    async (args) => {
      expect(await refusal(args)).toMatch(/^Usage: hss-scan/);
    },
  );

  it.each([
    ["task", "hss-scan task"],
    ["api", "hss-scan api"],
  ])("help %s helps", async (name, usage) => {
    const { code, stdout } = await hssScan(["help", name]);
    expect(stdout).toMatch(new RegExp(`^Usage: ${usage}`));
    expect(code).toBe(0);
  });
});
