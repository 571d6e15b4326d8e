import { Command, CommanderError } from "commander";
import { normalizeOptions, refuseSecrets } from "./arguments.ts";
import { refuseEmptyValues } from "./empty-values.ts";
import { escapeControls } from "./escape.ts";
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
    await program.parseAsync(nameForHelp(words, program), { from: "user" });
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

/** Of `help scna` leaves `scna`: commander would show the help of all, where it names the nearest command otherwise. */
function nameForHelp(words: readonly string[], program: Command): readonly string[] {
  const at = words.indexOf("help");
  const above =
    at === 0 ? program : at === 1 ? program.commands.find((one) => one.name() === words[0]) : undefined;
  const name = words[at + 1];
  if (name === undefined || name === "help" || name.startsWith("-") || !above?.commands.length) return words;
  return above.commands.some((one) => one.name() === name) ? words : [...words.slice(0, at), name];
}

/** Gives a command and all below it the same manners. */
function equip(command: Command, io: Io, above = ""): void {
  const name = `${above}${command.name()}`;
  refuseEmptyValues(command);
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`See: ${name} --help`)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // An option that is unknown may be somebody's idea of where a secret goes: its value is not repeated.
      writeErr: (text) => io.stderr.write(text.replace(/(unknown option '--?[^=']+)=[^\n]*'/, "$1'")),
      outputError: (text, write) => write(sayMore(text, command)),
      getOutHelpWidth: () => Math.min(io.stdout.columns ?? 100, 120),
      getErrHelpWidth: () => Math.min(io.stderr.columns ?? 100, 120),
    });
  for (const child of command.commands) equip(child, io, `${name} `);
}

/** Commander's error with its suggestion: nothing typed moves the cursor, and a flag with a value is told as such. */
function sayMore(text: string, command: Command): string {
  const [, error = "", suggestion = ""] = /^(.*?)(\n\(Did you mean [^\n]*\))?\n$/s.exec(text) ?? [];
  const [, flag] = /unknown option '(--[^=']+)=/.exec(error) ?? [];
  const takesNone = command.options.some(
    ({ long, required, optional }) => long === flag && !required && !optional,
  );
  if (flag !== undefined && takesNone) return `error: ${flag} takes no value\n`;
  return `${escapeControls(error)}${suggestion}\n`;
}

async function report(error: unknown, io: Io): Promise<number> {
  if (io.signal.aborted) {
    io.stderr.write("Interrupted.\n");
    return exitCodes.interrupted;
  }
  const { explain } = await import("./explain.ts");
  const { problems, advice, exitCode } = await explain(error);
  const text = [
    ...problems.map((problem) => `error: ${escapeControls(hideSecrets(problem, io.env))}`),
    ...advice,
  ].join("\n");
  io.stderr.write(hideSecrets(`${text}\n`, io.env));
  return exitCode;
}
