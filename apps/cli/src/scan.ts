import type { HssClient, ImageReference, ScanRun, ScanTarget } from "@hss-kit/client";
import { HssTaskUncertainError } from "@hss-kit/client";
import { coerce } from "./coerce.ts";
import type { ScanCommandOptions } from "./commands/scan.ts";
import { connect } from "./connection.ts";
import { formatDuration } from "./duration.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { explain } from "./explain.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { judgeReport } from "./judge-report.ts";
import { findLocalImage, findRegistryImage } from "./look-up.ts";
import { openOutput } from "./output.ts";
import { createProgress, describeProgress, isNews, type ProgressLine } from "./progress.ts";
import { hasConditions, queryFlag } from "./query-options.ts";
import { readFindings } from "./read-report.ts";
import { printable } from "./report/columns.ts";
import { formatReport } from "./report/formats.ts";
import { followLines } from "./resume.ts";
import { parseScope } from "./scope.ts";
import { readSelection, type Selection } from "./selection.ts";
import { explainUncertain } from "./uncertain.ts";
import { version } from "./version.ts";

/** What a timer can hold, 24 days; with more it would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How long a task may be looked for without a word, in milliseconds. */
const PATIENCE = 20_000;
const STILL_LOOKING =
  "Still finding out which task is this scan's: others may have started scans at the same moment";

/**
 * Starts a scan, or takes up one that runs; waits, reports and judges as the options say.
 * @throws Failure, and whatever the client throws
 */
export async function runScan(
  names: readonly string[],
  options: ScanCommandOptions,
  io: Io,
): Promise<ExitCode> {
  const wish = readWish(names, options);
  // Before anything is sent: a report that cannot be written would be a scan for nothing.
  const output = await openOutput(options.output, io.stdout);
  const progress = createProgress(io.stderr);
  const limit = new AbortController();
  const { timeout = LONGEST_TIMER } = options;
  const timer = setTimeout(() => limit.abort(), Math.min(timeout, LONGEST_TIMER));
  // A run that nobody waits for any more would keep the process alive.
  const end = new AbortController();
  const signal = AbortSignal.any([io.signal, limit.signal, end.signal]);
  let started = false;
  let taskId: string | undefined;
  try {
    const hss = await connect(options, io);
    const start = await prepare(hss, wish, options, signal);
    const run = start();
    started = true;
    progress.show(wish.resume === undefined ? "Starting the scan" : `Looking at the scan ${wish.resume}`);
    const patience = setTimeout(() => progress.show(STILL_LOOKING), PATIENCE);
    taskId = await run.taskId.finally(() => clearTimeout(patience));
    if (!wish.waits) {
      progress.clear();
      await io.stdout.write(`${taskId}\n`);
      io.stderr.write(`${["The scan has started.", ...followLines(taskId, options)].join("\n")}\n`);
      return exitCodes.passed;
    }
    await follow(run, progress);
    const result = await run.result();
    const findings = await readFindings(result, progress);
    const { report, remarks, exitCode } = judgeReport(version(), result, findings, options.failOn);
    const text = await formatReport(options.format ?? "table", report);
    progress.clear();
    await output.write(text);
    for (const remark of remarks) io.stderr.write(`${printable(remark)}\n`);
    return exitCode;
  } catch (error) {
    progress.clear();
    if (io.signal.aborted || limit.signal.aborted) return sayHowToGoOn(taskId, started, options, io);
    const isUncertain = error instanceof HssTaskUncertainError;
    const { problems, advice, exitCode } =
      isUncertain && wish.resume === undefined ? explainUncertain(error, options) : await explain(error);
    const goOn = isUncertain || taskId === undefined ? [] : followLines(taskId, options);
    if (isUncertain && wish.resume !== undefined && options.local !== true) {
      goOn.push("If it scans local images, add --local.");
    }
    throw new Failure(problems.map(inOptions).join("; "), [...advice, ...goOn], exitCode);
  } finally {
    clearTimeout(timer);
    end.abort();
    await output.discard();
  }
}

/** What the command line asks for, once it has been found to make sense. */
interface Wish {
  readonly resume: string | undefined;
  readonly selection: Selection | undefined;
  readonly scope: number | undefined;
  readonly rateLimit: number | undefined;
  readonly waits: boolean;
}

function readWish(names: readonly string[], options: ScanCommandOptions): Wish {
  const { resume, failOn, format, output, wait, timeout, pollInterval, scope, rateLimit } = options;
  const waits = [resume, failOn, format, output].some((one) => one !== undefined) || wait === true;
  if (!waits && (timeout ?? pollInterval) !== undefined) {
    throw new Failure(
      `${timeout === undefined ? "--poll-interval" : "--timeout"} is about waiting: add --wait`,
    );
  }
  if (resume === undefined) {
    return {
      resume,
      selection: readSelection(options, names),
      scope: scope === undefined ? undefined : parseScope(scope),
      // What is no number goes to the check before sending as it is: it names field, value and limit.
      rateLimit: rateLimit === undefined ? undefined : (coerce("integer", rateLimit) as number),
      waits,
    };
  }
  if (resume.trim() === "")
    throw new Failure("--resume is empty: give a task id", "hss-scan task list shows them.");
  const selects = names.length > 0 || hasSelection(options);
  if (selects || scope !== undefined || rateLimit !== undefined) {
    throw new Failure(
      "--resume takes up a scan as it was started: it takes no images, conditions, --scope or --rate-limit",
    );
  }
  return { resume, selection: undefined, scope: undefined, rateLimit: undefined, waits };
}

function hasSelection(options: ScanCommandOptions): boolean {
  const { all, id, registryId, registryName, instanceId } = options;
  return (
    [all, id, registryId, registryName, instanceId].some((one) => one !== undefined) || hasConditions(options)
  );
}

/** Does what has to be done before a scan starts, and returns what starts it. */
async function prepare(
  hss: HssClient,
  wish: Wish,
  options: ScanCommandOptions,
  signal: AbortSignal,
): Promise<() => ScanRun> {
  const { resume, selection, scope, rateLimit } = wish;
  const { pollInterval } = options;
  const wait = {
    signal,
    imageType: options.local === true ? ("local" as const) : ("registry" as const),
    ...(pollInterval !== undefined && { pollInterval }),
  };
  if (selection === undefined) return () => hss.resumeScan(resume ?? "", wait);
  const target = await findTarget(hss, selection, wait.imageType, signal);
  return () =>
    hss.scan({
      ...wait,
      target,
      ...(scope !== undefined && { scope }),
      ...(rateLimit !== undefined && { rateLimit }),
    });
}

async function findTarget(
  hss: HssClient,
  selection: Selection,
  imageType: "local" | "registry",
  signal: AbortSignal,
): Promise<ScanTarget> {
  if (selection.kind === "all") return { all: true };
  if (selection.kind === "query") return { query: selection.query };
  const images: ImageReference[] = selection.ids.map((id) => ({ id }));
  for (const reference of selection.references) {
    images.push(
      imageType === "local"
        ? await findLocalImage(hss, reference, signal)
        : await findRegistryImage(hss, reference, selection.narrowing, signal),
    );
  }
  return { images };
}

async function follow(run: ScanRun, progress: ProgressLine): Promise<void> {
  let before: Parameters<typeof isNews>[1];
  for await (const now of run) {
    progress.show(`Scanning: ${describeProgress(now)}`, isNews(now, before));
    before = now;
  }
}

/** After Ctrl-C, or when the time is over: the service goes on, and the user should know it. */
function sayHowToGoOn(
  taskId: string | undefined,
  started: boolean,
  options: ScanCommandOptions,
  io: Io,
): ExitCode {
  const interrupted = io.signal.aborted;
  const why = interrupted
    ? "Interrupted."
    : `The time ran out after ${formatDuration(options.timeout ?? 0)}.`;
  const lines = !started
    ? [`${why} No scan was started.`]
    : taskId === undefined
      ? [`${why} The scan may have been started all the same; see: hss-scan task list --task-type manual`]
      : [`${why} The scan goes on.`, ...followLines(taskId, options)];
  io.stderr.write(`${lines.join("\n")}\n`);
  return interrupted ? exitCodes.interrupted : exitCodes.timedOut;
}

/** Names options in place of the fields that they fill: the user has typed no body. */
function inOptions(problem: string): string {
  return problem
    .replace(/^body\.query_info\.(\w+)/, (_field, name: string) => queryFlag(name))
    .replace(/^body\.image_info\[\d+\]\.id\b/, "--id")
    .replace(/^body\.rate_limit/, "--rate-limit");
}
