import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJson } from "@hss-kit/client/json";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitCodes } from "../src/exit-codes.ts";
import { reportFormats } from "../src/report/formats.ts";
import { hssScan } from "./support/cli.ts";
import { type Service, startService } from "./support/service.ts";

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), "utf8");
const english = await read("README.md");
const chinese = await read("README.zh.md");

/** The words of a command line without anything that a shell would have to expand. */
function words(line: string): string[] {
  return Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? "");
}

const blocks = (text: string, language: string) =>
  Array.from(
    text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm")),
    ([, block]) => block ?? "",
  );
const commands = blocks(english, "sh")
  .flatMap((block) => block.split("\n"))
  .filter((line) => line.startsWith("hss-scan "));
/** It runs until it is stopped, and has a test of its own. */
const endless = (line: string) => line.startsWith("hss-scan emulator");

describe("the commands of the README", () => {
  let service: Service;
  let folder: string;
  beforeAll(async () => {
    service = await startService({
      images: [
        { image_name: "nginx", namespace: "platform", image_version: "1.27.0" },
        { image_name: "api", namespace: "platform", image_version: "2.4.1" },
      ],
    });
    folder = await mkdtemp(join(tmpdir(), "hss-scan-"));
    await writeFile(join(folder, "request.json"), '{"is_all": true}');
  });
  afterAll(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  it.each(commands.filter((line) => !endless(line)))("%s", async (line) => {
    const args = words(line).slice(1);
    const waits = args[0] === "scan" && !args.includes("--poll-interval") ? ["--poll-interval", "20ms"] : [];
    const { code, stderr } = await hssScan([...args, ...waits], { env: service.env, cwd: folder });
    // The task to resume is an example; an unfinished or gated scan is not the README's fault.
    if (args.includes("--resume")) expect(stderr).toMatch(/is not in the list of registry image scans/);
    else expect([exitCodes.passed, exitCodes.gateFailed, exitCodes.scanIncomplete], stderr).toContain(code);
  });
});

describe("the two READMEs", () => {
  it("have the same commands and examples", () => {
    for (const language of ["sh", "json"])
      expect(blocks(chinese, language)).toEqual(blocks(english, language));
    const withoutComments = (text: string) =>
      blocks(text, "yaml").map((block) => block.replaceAll(/ #.*/g, ""));
    expect(withoutComments(chinese)).toEqual(withoutComments(english));
  });

  it.each([
    ["English", english],
    ["Chinese", chinese],
  ])("name every exit code and format: %s", (_name, text) => {
    for (const code of Object.values(exitCodes)) expect(text).toMatch(new RegExp(`^\\| ${code} +\\|`, "m"));
    for (const format of reportFormats.slice(1)) expect(text).toContain(`--format ${format}`);
  });

  it("show JSON that is JSON, with the fields that a report has", () => {
    const [example = ""] = blocks(english, "json");
    expect(parseJson(example)).toMatchObject({
      formatVersion: 1,
      images: [{ record: { id: 9_223_372_036_854_775_807n } }],
    });
  });
});
