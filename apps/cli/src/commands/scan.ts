import { Command, Option } from "commander";
import type { ConnectionOptions } from "../connection.ts";
import { addConnectionOptions, credentialHelp } from "../connection-help.ts";
import { parseDuration } from "../duration.ts";
import { asTyped } from "../empty-values.ts";
import { type GateLevel, gateLevels } from "../gate.ts";
import type { Io } from "../io.ts";
import { queryFlag, queryOptions } from "../query-options.ts";
import { type ReportFormat, reportFormats } from "../report/formats.ts";
import type { SelectionOptions } from "../selection.ts";

export interface ScanCommandOptions extends ConnectionOptions, SelectionOptions {
  readonly resume?: string;
  readonly scope?: string;
  readonly rateLimit?: string;
  readonly wait?: boolean;
  readonly timeout?: number;
  readonly pollInterval?: number;
  readonly failOn?: GateLevel;
  readonly format?: ReportFormat;
  readonly output?: string;
}

const help = `
The gate (--fail-on). HSS tells how urgent a vulnerability's repair is; it does not tell critical from high:
  immediate_repair   counts as critical and as high
  delay_repair       counts as medium
  not_needed_repair  counts as low
  a malicious file   counts as critical and as high
Where findings cannot be read one by one (local images, baseline and the like), the image's severity level
counts too: High as critical and high, Medium, Low; Security passes. A word that this version does not know
counts as the highest. What cannot be judged at all does not pass: exit code 3.

Exit codes: 0 passed, 1 wrong usage or an error of the service, 2 gate failed, 3 scan failed, incomplete or not
to be told from another one, 4 time ran out (the scan goes on), 5 credentials missing, refused or without the
permission, 130 interrupted (the scan goes on).
${credentialHelp}

Examples:
  hss-scan scan platform/nginx:1.27.0 --fail-on high
  hss-scan scan --all --scope vulnerabilities,malware --format sarif -o hss.sarif
  hss-scan scan --namespace dev --scan-status unscan --rate-limit 60 --wait --timeout 2h
  hss-scan scan --local --host-name ecs-web-01 --wait
  hss-scan scan --resume 6f1c0d5e-52a5-4d3c-a9d4-0c2a7c5f2f10 --fail-on high`;

export function scanCommand(io: Io, done: (exitCode: number) => void): Command {
  const command = new Command("scan")
    .summary("scan images, wait, report, and judge by a gate")
    .description("Scan images. Without --wait the scan is started and its task id printed.")
    .argument("[images...]", "images, as namespace/name:version or name@sha256:…")
    .usage("[options] (--all | conditions | images... | --resume <task id>)")
    .optionsGroup("What to scan:")
    .option("--all", "every image")
    .option("--id <record id>", "a registry image by its record id; may be repeated", collect)
    .option("--registry-id <id>", "the registry in which to look for the images")
    .option("--registry-name <name>", "the same by its name")
    .option("--instance-id <id>", "the SWR Enterprise instance in which to look for the images")
    .option("--local", "images on hosts, in place of images in registries")
    .option("--resume <task id>", "wait for a task that exists, and report on it")
    .optionsGroup("How to scan:")
    .option(
      "--scope <names>",
      "all (default), or of: vulnerabilities,baseline,malware,sensitive-information,compliance",
    )
    .option("--rate-limit <number>", "images an hour; 0 is unlimited")
    .optionsGroup("Waiting:")
    .option("--wait", "wait for the end; --fail-on, --format, -o and --resume imply it")
    .option(
      "--timeout <time>",
      "wait no longer than this, as 30m or 2h; the scan itself goes on",
      parseDuration,
    )
    .option(
      "--poll-interval <time>",
      "time between two looks (default 12s: 5 calls a minute are allowed)",
      parseDuration,
    )
    .optionsGroup("Result:")
    .addOption(
      new Option("--fail-on <level>", "exit with 2 on a finding of this urgency or worse").choices(
        gateLevels,
      ),
    )
    .addOption(new Option("--format <format>", "how to report (default table)").choices(reportFormats))
    .option("-o, --output <file>", "write the report there, whole or not at all")
    .optionsGroup("Conditions (all that are given must be met):");
  for (const [name, { placeholder, help }] of Object.entries(queryOptions)) {
    command.option(`${queryFlag(name)} <${placeholder}>`, help, asTyped);
  }
  addConnectionOptions(command);
  return command.addHelpText("after", help).action(async (images: string[], options: ScanCommandOptions) => {
    const { runScan } = await import("../scan.ts");
    done(await runScan(images, options, io));
  });
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
