import type { OperationId, ParameterEntry } from "@hss-kit/client/operations";
import { descriptions, operations } from "@hss-kit/client/operations";
import { Command, type HelpConfiguration, Option } from "commander";
import stringWidth from "string-width";
import type { ConnectionOptions } from "../connection.ts";
import { addConnectionOptions, connectionTexts } from "../connection-help.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { chooseLanguage, type Language, languages } from "../language.ts";
import { addParameterOptions, ownParameters } from "../operation-options.ts";
import { describeParameter, phrases } from "../parameter-help.ts";
import { plain } from "../plain.ts";
import { wrap } from "../wrap.ts";

/** One subcommand for each operation of the contract: a new operation is there without a line here. */
export function apiCommand(io: Io, done: (exitCode: number) => void, args: readonly string[]): Command {
  const language = chooseLanguage(readLanguage(args), io.env);
  const command = new Command("api")
    .summary("call any operation of the API by its name")
    .description(phrases[language].api)
    .optionsGroup(phrases[language].other)
    .addOption(languageOption(language))
    .commandsGroup(phrases[language].operations)
    .configureHelp(HELP[language])
    .helpOption("-h, --help", phrases[language].help)
    .addHelpText("after", `\n${phrases[language].more}`);
  for (const id of Object.keys(operations) as OperationId[]) {
    command.addCommand(operationCommand(id, language, io, done));
  }
  return command.helpCommand(false);
}

function operationCommand(
  id: OperationId,
  language: Language,
  io: Io,
  done: (exitCode: number) => void,
): Command {
  const { summary, description } = descriptions[id];
  const { method, path, body } = operations[id];
  const words = phrases[language];
  const command = new Command(id)
    .summary(summary[language])
    .description(
      [`${method} ${path}`, plain(description[language] || summary[language])].filter(Boolean).join("\n\n"),
    )
    .optionsGroup(words.parameters);
  addParameterOptions(command, ownParameters(id), (entry: ParameterEntry) =>
    describeParameter(id, entry, language),
  );
  if (body === true) command.option("--body <json>", words.body);
  addConnectionOptions(command, language);
  command.optionsGroup(words.other).addOption(languageOption(language));
  return command
    .configureHelp(HELP[language])
    .helpOption("-h, --help", phrases[language].help)
    .addHelpText("after", connectionTexts[language].credentials)
    .action(async (options: ConnectionOptions & Record<string, unknown>) => {
      const { callOperation } = await import("../call-operation.ts");
      await callOperation(id, options, io);
      done(exitCodes.passed);
    });
}

function languageOption(language: Language): Option {
  return new Option("--lang <language>", phrases[language].language).choices(languages);
}

/** Chinese needs another measure of width, and breaks lines where there is no blank. */
const HELP: Readonly<Record<Language, HelpConfiguration>> = {
  en: {},
  zh: {
    displayWidth: (text) => stringWidth(text),
    boxWrap: wrap,
    styleTitle: (title) => (title === "Usage:" ? "用法:" : title),
    styleUsage: (usage) => usage.replace("[options]", "[选项]").replace("[command]", "[操作]"),
    subcommandTerm: (command) => command.name(),
    optionDescription: ({ description, argChoices: choices }) =>
      choices === undefined ? description : `${description}（${choices.join("、")}）`,
  },
};

/** The help is made before the options are parsed, so the language is looked for beforehand. */
function readLanguage(args: readonly string[]): Language | undefined {
  const at = args.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const value = args[at]?.split("=")[1] ?? args[at + 1];
  return at < 0 ? undefined : languages.find((language) => language === value);
}
