import type {
  CreateManualImageScanTaskParameters,
  ImageScanTask,
  ListImageScanTaskParameters,
} from "@hss-kit/client";
import { scanScopeNames } from "@hss-kit/client";
import { stringifyJson } from "@hss-kit/client/json";
import { readBody } from "./body.ts";
import { coerce } from "./coerce.ts";
import type { TaskOptions } from "./commands/task.ts";
import { connect, connectionWords } from "./connection.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { hintLocal } from "./local-hint.ts";
import { kebab } from "./names.ts";
import { ownParameters, readParameters, regionHeader } from "./operation-options.ts";
import { count } from "./plural.ts";
import { columns, fittingColumns, printable } from "./report/columns.ts";
import { failedImageName } from "./report/model.ts";
import { commandLine } from "./shell.ts";

/** @throws Failure, and whatever the client throws; so do the others */
export async function createTask(options: TaskOptions, io: Io): Promise<void> {
  const fields = {
    ...(options.isAll === true && { is_all: true }),
    ...readIntegers(options, { scanScope: "scan_scope", rateLimit: "rate_limit" }),
  };
  const { body } = options;
  if (body !== undefined && Object.keys(fields).length > 0) {
    throw new Failure(`--body and --${Object.keys(fields)[0]?.replaceAll("_", "-")} cannot be combined`, [
      "Write the field into the body, or leave --body out.",
    ]);
  }
  if (body === undefined && Object.keys(fields).length === 0) {
    throw new Failure(
      "there is no request: give --body FILE, or --is-all",
      "hss-scan task create --help shows examples.",
    );
  }
  const parameters = {
    ...(await readParameters(ownParameters("createManualImageScanTask"), options)),
    ...regionHeader("createManualImageScanTask", options.region),
    body: typeof body === "string" ? await readBody(body, io) : fields,
  } as CreateManualImageScanTaskParameters;
  const hss = await connect(options, io);
  await hss.createManualImageScanTask(parameters, { signal: io.signal }).catch(async (error: unknown) => {
    throw await hintLocal(error, parameters);
  });
  const find = ["hss-scan", "task", "list", "--task-type", "manual", ...connectionWords(options)];
  io.stderr.write(`The scan task is created. Find it: ${commandLine(find)}\n`);
}

function readIntegers(
  options: TaskOptions,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const entries = Object.entries(names).map(([option, field]) => [field, options[option]] as const);
  return Object.fromEntries(
    entries.flatMap(([field, text]) => (typeof text === "string" ? [[field, coerce("integer", text)]] : [])),
  );
}

export async function listTasks(options: TaskOptions, io: Io): Promise<void> {
  const filters = await readParameters(ownParameters("listImageScanTask"), options);
  const hss = await connect(options, io);
  const page = await hss.listImageScanTask(
    { type: "image_scan", ...filters } as ListImageScanTaskParameters,
    {
      signal: io.signal,
    },
  );
  if (options.format === "json") {
    await io.stdout.write(`${stringifyJson(page, 2)}\n`);
    return;
  }
  const { data_list: tasks, total_num: total } = page;
  const width = io.stdout.isTTY === true ? io.stdout.columns : undefined;
  if (tasks.length > 0) await io.stdout.write(`${taskTable(tasks, width).join("\n")}\n`);
  io.stderr.write(
    total === 0
      ? "No task matches.\n"
      : tasks.length >= total
        ? `${count(tasks.length, "task")}.\n`
        : `${tasks.length} of ${count(total, "task")} (--limit and --offset show others).\n`,
  );
}

export async function showTask(id: string, options: TaskOptions, io: Io): Promise<void> {
  if (id === "") throw new Failure("the task id is empty", "hss-scan task list shows them.");
  const hss = await connect(options, io);
  const { data_list: tasks } = await hss.listImageScanTask(
    { type: "image_scan", task_id: id, limit: 10 },
    { signal: io.signal },
  );
  const task = tasks.find((one) => one.task_id === id);
  if (task === undefined) {
    throw new Failure(
      `no scan task ${id} is known in this project`,
      "hss-scan task list shows those that are.",
    );
  }
  await io.stdout.write(
    options.format === "json" ? `${stringifyJson(task, 2)}\n` : `${taskSheet(task).join("\n")}\n`,
  );
}

export async function stopTask(id: string, options: TaskOptions, io: Io): Promise<void> {
  const hss = await connect(options, io);
  await hss.stopImageScanTask(
    { task_id: id, ...regionHeader("stopImageScanTask", options.region) },
    { signal: io.signal },
  );
  io.stderr.write(`The scan task ${id} is told to stop.\n`);
}

function taskTable(tasks: readonly ImageScanTask[], width: number | undefined): string[] {
  return fittingColumns(
    ["TASK", "STATE", "IMAGES", "SCANNED", "FAILED", "RISKY", "KIND", "STARTED BY", "BEGAN (UTC)"],
    tasks.map((task) => [
      task.task_id ?? "-",
      describeStatus(task.task_status),
      String(task.total_num ?? "-"),
      String(task.success_num ?? "-"),
      String(task.failed_num ?? "-"),
      String(task.risky_num ?? "-"),
      task.image_type ?? "-",
      task.task_type ?? "-",
      describeTime(task.begin_time),
    ]),
    ["STARTED BY", "RISKY", "SCANNED", "KIND", "IMAGES", "FAILED"],
    width,
  );
}

function taskSheet(task: ImageScanTask): string[] {
  const { task_id: id, task_name: name, total_num: total, success_num: done, failed_num: failed } = task;
  const scope =
    task.scan_scope === undefined
      ? undefined
      : scanScopeNames(task.scan_scope).map(kebab).join(", ") || "nothing";
  const rows: [string, string | undefined][] = [
    ["Task", id],
    ["Name", name],
    ["State", describeStatus(task.task_status) + (task.failed_reason ? ` (${task.failed_reason})` : "")],
    ["Images", total === undefined ? undefined : `${total}: ${done ?? 0} scanned, ${failed ?? 0} failed`],
    ["Risky images", task.risky_num?.toString()],
    ["Looks for", scope],
    ["Kind of images", task.image_type],
    ["Rate limit", task.rate_limit ? `${count(task.rate_limit, "image")} an hour` : undefined],
    ["Began", task.begin_time ? `${describeTime(task.begin_time)} UTC` : undefined],
    ["Ended", task.end_time ? `${describeTime(task.end_time)} UTC` : undefined],
    ["Remaining", task.remain_min ? `about ${task.remain_min} min` : undefined],
  ];
  const sheet = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [`${`${label}:`.padEnd(16)}${printable(value)}`],
  );
  const broken = task.failed_images ?? [];
  if (broken.length === 0) return sheet;
  return [
    ...sheet,
    "",
    ...columns(
      ["NOT SCANNED", "REASON"],
      broken.map((image) => [failedImageName(image), image.failed_reason ?? "-"]),
    ),
  ];
}

const ENDS: Readonly<Record<number, string>> = {
  100: "done",
  [-1]: "stopped",
  [-2]: "timed out",
  [-3]: "failed",
};

function describeStatus(status: number | undefined): string {
  return status === undefined ? "-" : (ENDS[status] ?? `running, ${status}%`);
}

/** Milliseconds since 1970 as `2026-01-31 08:15:00`, in UTC: two people who compare tasks may live in two zones. */
function describeTime(ms: number | bigint | undefined): string {
  if (ms === undefined || Number(ms) === 0) return "-";
  const date = new Date(Number(ms));
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString().slice(0, 19).replace("T", " ");
}
