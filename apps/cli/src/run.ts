import { Command, CommanderError } from "commander";
import { normalizeOptions, refuseSecrets } from "./arguments.ts";
import { exitCodes } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { hideSecrets } from "./secrets.ts";
import { version } from "./version.ts";

type Done = (exitCode: number) => void;
type Load = (io: Io, done: Done, args: readonly string[]) => Promise<Command>;

/** Each command's code is loaded when the command is named: the help of all should be there at once. */
const commands: Readonly<Record<string, { summary: string; load: Load }>> = {
  scan: {
    summary: "scan images, wait, report, and judge by a gate",
    load: async (io, done) => (await import("./commands/scan.ts")).scanCommand(io, done),
  },
  task: {
    summary: "create, list, show and stop scan tasks",
    load: async (io, done) => (await import("./commands/task.ts")).taskCommand(io, done),
  },
  api: {
    summary: "call any operation of the API by its name",
    load: async (io, done, args) => (await import("./commands/api.ts")).apiCommand(io, done, args),
  },
  emulator: {
    summary: "run an emulator of the service on this machine, to try all of this offline",
    load: async (io, done) => (await import("./commands/emulator.ts")).emulatorCommand(io, done),
  },
};

const help = `
Examples:
  hss-scan scan platform/nginx:1.27.0 --fail-on high
  hss-scan task list --task-status scanning
  hss-scan api listRegistryImages --namespace platform --limit 200
  hss-scan emulator --speed 60

hss-scan <command> --help says more about each.`;

/**
 * Runs the command line.
 * @returns the exit code; never throws
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.passed;
  try {
    refuseSecrets(args);
    const words = normalizeOptions(args);
    const program = await build(words, io, (code) => {
      exitCode = code;
    });
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.error;
    return await report(error, io);
  }
}

async function build(words: readonly string[], io: Io, done: Done): Promise<Command> {
  const program = new Command("hss-scan")
    .description("Scan container images with Huawei Cloud Host Security Service (HSS).")
    .version(version(), "-V, --version")
    .addHelpText("after", help);
  const named = words.find((word) => Object.hasOwn(commands, word));
  for (const [name, { summary, load }] of Object.entries(commands)) {
    if (name === named) program.addCommand(await load(io, done, words));
    else program.command(name).summary(summary);
  }
  equip(program, io);
  return program;
}

/** Gives a command and all below it the same manners. */
function equip(command: Command, io: Io, above = ""): void {
  const name = `${above}${command.name()}`;
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`See: ${name} --help`)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // An option that is unknown may be somebody's idea of where a secret goes: its value is not repeated.
      writeErr: (text) => io.stderr.write(text.replace(/(unknown option '--?[^=']+)=[^\n]*'/, "$1'")),
      getOutHelpWidth: () => Math.min(io.stdout.columns ?? 100, 120),
      getErrHelpWidth: () => Math.min(io.stderr.columns ?? 100, 120),
    });
  for (const child of command.commands) equip(child, io, `${name} `);
}

async function report(error: unknown, io: Io): Promise<number> {
  if (io.signal.aborted) {
    io.stderr.write("Interrupted.\n");
    return exitCodes.interrupted;
  }
  const { explain } = await import("./explain.ts");
  const { problems, advice, exitCode } = await explain(error);
  const text = [...problems.map((problem) => `error: ${problem}`), ...advice].join("\n");
  io.stderr.write(hideSecrets(`${text}\n`, io.env));
  return exitCode;
}
