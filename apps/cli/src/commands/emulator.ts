import { Command, InvalidArgumentError } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";

interface EmulatorOptions {
  readonly port: number;
  readonly speed: number;
  readonly seed?: number;
}

const help = `
Set the printed variables in another terminal, and every command works against the emulator:
  hss-scan scan --all --wait --poll-interval 1s

Its keys are made up and open nothing, it listens on this machine only, and it forgets everything when it stops.`;

export function emulatorCommand(io: Io, done: (exitCode: number) => void): Command {
  return new Command("emulator")
    .summary("run an emulator of the service on this machine, to try all of this offline")
    .description("Run an emulator of HSS image security, with images, tasks and findings, until Ctrl-C.")
    .option("--port <number>", "port to listen on; 0 takes any free one", wholeNumber(0, 65_535), 0)
    .option("--speed <factor>", "how many times as fast its time runs", factor, 1)
    .option(
      "--seed <number>",
      "which world: the same seed gives the same images",
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    )
    .addHelpText("after", help)
    .action(async (options: EmulatorOptions) => {
      const { startEmulator } = await import("../emulator.ts");
      await startEmulator(options, io);
      done(exitCodes.passed);
    });
}

function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= minimum && number <= maximum) return number;
    throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`);
  };
}

function factor(text: string): number {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError("Give a number above 0, as 60 for a minute in a second.");
}
