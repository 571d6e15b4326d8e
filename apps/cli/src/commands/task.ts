import { Command, Option } from "commander";
import type { ConnectionOptions } from "../connection.ts";
import { addConnectionOptions, credentialHelp } from "../connection-help.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { addParameterOptions, ownParameters } from "../operation-options.ts";
import { describeParameter } from "../parameter-help.ts";

export type TaskOptions = ConnectionOptions &
  Readonly<Record<string, unknown>> & { readonly format?: "table" | "json" };

const createHelp = `
The service returns no task id: hss-scan task list --task-type manual shows the newest first. To be told the id,
and to wait, use hss-scan scan.
${credentialHelp}

Examples:
  hss-scan task create --body request.json
  hss-scan task create --is-all --scan-scope 0xf0000 --rate-limit 60`;

export function taskCommand(io: Io, done: (exitCode: number) => void): Command {
  const act = (work: (module: typeof import("../task.ts")) => Promise<void>) =>
    import("../task.ts").then(work).then(() => done(exitCodes.passed));
  return new Command("task")
    .summary("create, list, show and stop scan tasks")
    .description("Create, list, show and stop scan tasks.")
    .addCommand(createCommand((options) => act((task) => task.createTask(options, io))))
    .addCommand(listCommand((options) => act((task) => task.listTasks(options, io))))
    .addCommand(
      idCommand("show", "show one scan task", (id, options) => act((task) => task.showTask(id, options, io)))
        .addOption(formatOption())
        .addHelpText(
          "after",
          `${credentialHelp}\n\nTo wait for a task and read its findings: hss-scan scan --resume <task id>`,
        ),
    )
    .addCommand(
      idCommand("stop", "stop a scan task", (id, options) =>
        act((task) => task.stopTask(id, options, io)),
      ).addHelpText("after", credentialHelp),
    );
}

function createCommand(action: (options: TaskOptions) => Promise<void>): Command {
  const command = new Command("create")
    .description("Create a scan task as the API has it, and do not look for it.")
    .optionsGroup("Request (a whole body, or its simple fields):")
    .option("--body <json>", "JSON body: a file, - for standard input, or the JSON itself")
    .option("--is-all", "every image")
    .option("--scan-scope <number>", "bit mask of what to look for, as 0x7fffffff for everything")
    .option("--rate-limit <number>", "images an hour; 0 is unlimited");
  addParameterOptions(command, ownParameters("createManualImageScanTask"), (entry) =>
    describeParameter("createManualImageScanTask", entry, "en"),
  );
  return addConnectionOptions(command).addHelpText("after", createHelp).action(action);
}

function listCommand(action: (options: TaskOptions) => Promise<void>): Command {
  const command = new Command("list")
    .description("List scan tasks, the newest first as the service has them.")
    .optionsGroup("Filters:");
  addParameterOptions(command, ownParameters("listImageScanTask"), (entry) =>
    // The service wants it; this command is about scans unless it is told otherwise.
    describeParameter(
      "listImageScanTask",
      entry.name === "type" ? { ...entry, required: false, default: "image_scan" } : entry,
      "en",
    ),
  );
  command.addOption(formatOption());
  return addConnectionOptions(command)
    .addHelpText(
      "after",
      `${credentialHelp}\n\nExample:\n  hss-scan task list --task-status scanning --limit 20`,
    )
    .action(action);
}

function idCommand(
  name: string,
  description: string,
  action: (id: string, options: TaskOptions) => Promise<void>,
): Command {
  const command = new Command(name)
    .description(`${description[0]?.toUpperCase()}${description.slice(1)}.`)
    .argument("<task id>", "its id, as hss-scan task list shows it")
    .action(action);
  return addConnectionOptions(command);
}

function formatOption(): Option {
  return new Option("--format <format>", "table (default) or json")
    .choices(["table", "json"])
    .helpGroup("Result:");
}
