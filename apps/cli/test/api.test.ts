import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorCodes } from "@hss-kit/client/error-codes";
import { parseJson } from "@hss-kit/client/json";
import { type OperationId, operations, parameters } from "@hss-kit/client/operations";
import document from "@hss-kit/spec/hss.en.json" with { type: "json" };
import { prismTest } from "@hss-kit/testing/prism";
import { describe, expect, it, vi } from "vitest";
import { hssScan } from "./support/cli.ts";
import { environment, serviceTest as test } from "./support/service.ts";

const EXAMPLES = fileURLToPath(new URL("../../../spec/examples/createManualImageScanTask/", import.meta.url));
/** Any small file will do: what matters is that the value is not an argument. */
const SECRET_FILE = fileURLToPath(new URL("../tsconfig.json", import.meta.url));

interface Operation {
  operationId: string;
  requestBody?: { content: { "application/json": { examples: Record<string, { value: unknown }> } } };
}

/** The documented bodies of each operation. */
const bodies = new Map(
  Object.values(document.paths as unknown as Record<string, Record<string, Operation>>)
    .flatMap((item) => Object.values(item))
    .map((operation) => [
      operation.operationId,
      Object.values(operation.requestBody?.content["application/json"].examples ?? {}),
    ]),
);

const CREATE = ["api", "createManualImageScanTask"];

/** The options that an operation needs, and its first documented body. */
function requiredOptions(id: OperationId): string[] {
  const needed = parameters[id].filter((entry) => entry.required && entry.name !== "project_id");
  const options = needed.flatMap((entry) => {
    const name = `--${entry.name.replaceAll("_", "-")}`;
    if (entry.secret) return [`${name}-file`, SECRET_FILE];
    if (entry.name === "region") return [name, "cn-north-4"];
    if (entry.type === "boolean") return [name, "true"];
    if (entry.type === "integer") return [name, String(entry.minimum ?? 1)];
    return [name, entry.enum?.[0] ?? "x"];
  });
  const [body] = bodies.get(id) ?? [];
  return body === undefined ? options : [...options, "--body", JSON.stringify(body.value)];
}

describe("hss-scan api", () => {
  it("lists every operation, in the language of the system", async () => {
    const english = await hssScan(["api", "--help"]);
    const chinese = await hssScan(["api", "--help"], { env: { LANG: "zh_CN.UTF-8" } });
    for (const id of Object.keys(operations)) {
      expect(english.stdout).toContain(id);
      expect(chinese.stdout).toContain(id);
    }
    expect(chinese.stdout).toMatch(/\p{Script=Han}/u);
    expect(english.stdout).not.toMatch(/\p{Script=Han}/u);
    expect([english.code, chinese.code]).toEqual([0, 0]);
  });

  it("describes each parameter with its range, in both languages", async () => {
    const english = await hssScan(["api", "listRegistryImages", "--help"]);
    for (const { name } of parameters.listRegistryImages) {
      expect(english.stdout).toContain(`--${name.replaceAll("_", "-")} `);
    }
    const flat = english.stdout.replace(/\s+/g, " ");
    expect(flat).toContain("GET /v5/{project_id}/image/registries/images");
    expect(flat).toContain("1 to 200. Default 10.");
    expect(flat).toContain("One of private_image, shared_image, instance_image, harbor, jfrog.");
    const chinese = await hssScan(["api", "listRegistryImages", "--help", "--lang", "zh"]);
    expect(chinese.stdout.replace(/\s+/g, "")).toContain("范围：1～200。默认10。");
    expect(chinese.code).toBe(0);
  });

  it.each(["--help", ...Object.keys(operations)])(
    "%s: Chinese help is Chinese, without stray blanks",
    async (word) => {
      const { stdout } = await hssScan(["api", word, "--help", "--lang", "zh"]);
      expect(stdout).toMatch(/^用法: hss-scan api/);
      expect(stdout).not.toMatch(/[。，：；、！？）] +\S/);
      expect(stdout).not.toMatch(/Usage:|Options:|Commands:|\[options\]|choices:/);
    },
  );

  it.each([
    [
      ["api", "listRegistryImagse"],
      /unknown command 'listRegistryImagse'\n\(Did you mean listRegistryImages\?\)/,
    ],
    [
      ["api", "listRegistryImages", "--image-nam", "x"],
      /unknown option '--image-nam'\n\(Did you mean --image-name\?\)/,
    ],
    [["api", "listRegistryImages", "extra"], /too many arguments/],
    [["tsk", "list"], /unknown command 'tsk'\n\(Did you mean task\?\)/],
    [
      ["scan", "--fail-on", "severe"],
      /argument 'severe' is invalid\. Allowed choices are critical, high, medium, low/,
    ],
    [["scan", "--all", "--timeout", "30"], /argument '30' is invalid\. Give a time above 0 with its unit/],
    [["scan", "--all", "--timeout", "30m"], /--timeout is about waiting: add --wait/],
    [["scan", "--resume", "t", "--all"], /--resume takes up a scan as it was started/],
    [["scan", "--resume", "t", "nginx:1"], /--resume takes up a scan as it was started/],
    [["scan", "--resume", "", "--wait"], /--resume is empty/],
    [["scan"], /nothing is selected/],
    [["task", "create"], /there is no request/],
    [["task", "create", "--is-all", "--body", "{}"], /--body and --is-all cannot be combined/],
    [["task", "show"], /missing required argument 'task id'/],
  ])("1: %j", async (args, message) => {
    const { code, stdout, stderr } = await hssScan(args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});

describe("against the emulator", () => {
  test("prints every digit of an id, and takes names as the wire has them", async ({ service: { env } }) => {
    const args = ["api", "listRegistryImages", "--image_name", "clean", "--limit=1"];
    const { code, stdout } = await hssScan(args, { env });
    expect(stdout).toContain('"id": 9007199254740995,');
    expect(code).toBe(0);
  });

  test("an int64 on the command line goes out as it was typed", async ({ service: { env } }) => {
    const time = ["--start-latest-update-time", "9223372036854775807"];
    const { code, stdout } = await hssScan(["api", "listRegistryImages", ...time], { env });
    expect(parseJson(stdout)).toMatchObject({ total_num: 0 });
    expect(code).toBe(0);
  });

  test("the error of the service is told, with its request id", async ({ service: { env } }) => {
    const { code, stderr } = await hssScan(["api", "stopImageScanTask", "--task-id", "nobody"], { env });
    expect(stderr).toMatch(/answered 400 HSS\.0011.*\[request id \w+\]/);
    expect(code).toBe(1);
  });

  test("what the table of errors knows of a code is the advice", async ({ service: { env } }) => {
    const { stderr } = await hssScan(["api", "stopImageScanTask", "--task-id", "nobody"], { env });
    expect(stderr).toContain(errorCodes["HSS.0011"].en.action.replaceAll("`", ""));
  });

  test.for(readdirSync(EXAMPLES))("takes the body of the example %s", async (file, { service: { env } }) => {
    const kind = file.startsWith("local") ? ["--global-image-type", "local"] : [];
    const { code, stderr } = await hssScan([...CREATE, ...kind, "--body", EXAMPLES + file], { env });
    expect(stderr).toMatch(/^Done: the service accepted/m);
    expect(code).toBe(0);
  });

  test("a body comes from standard input, or stands in the command", async ({ service: { env } }) => {
    const body = '{"is_all": false, "image_info": [{"id": 9007199254740995}]}';
    const fromStdin = await hssScan([...CREATE, "--body", "-"], { env, stdin: `\uFEFF${body}` });
    expect(fromStdin.stderr).toMatch(/^Done/m);
    const inline = await hssScan(["task", "create", "--body", body], { env });
    expect(inline.stderr).toMatch(
      /The scan task is created\. Find it: hss-scan task list --task-type manual/,
    );
    expect([fromStdin.code, inline.code]).toEqual([0, 0]);
  });
});

describe("against the Prism mock", () => {
  prismTest("every operation is answered as the document says", { timeout: 240_000 }, async ({ mock }) => {
    const env = environment(mock.url);
    for (const id of Object.keys(operations) as OperationId[]) {
      const { code, stdout, stderr } = await hssScan(["api", id, ...requiredOptions(id)], { env });
      expect(code, `${id}: ${stderr}`).toBe(0);
      if (stdout === "") expect(stderr, id).toMatch(/^Done/m);
      else if (!operations[id].binary) expect(parseJson(stdout), id).toBeTypeOf("object");
    }
  });

  prismTest("a file is written as it is", async ({ mock }) => {
    const args = ["api", "listDownloadExportedFile", "--file-id", "f"];
    const { code, stdout, stderr } = await hssScan(args, { env: environment(mock.url) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.length).toBeGreaterThan(0);
  });

  prismTest("a secret parameter comes from a file, and no argument may carry it", async ({ mock }) => {
    const env = environment(mock.url);
    const help = await hssScan(["api", "showImageUploadCommand", "--help"]);
    expect(help.stdout).toContain("--password-file <file>");
    const typed = await hssScan(["api", "showImageUploadCommand", "--password", "example-hunter"], { env });
    expect(typed.code).toBe(1);
    expect(typed.stderr).toContain("secrets are not taken as arguments");
    expect(typed.stderr + typed.stdout).not.toContain("hunter");
    const missing = ["api", "showImageUploadCommand", "--password-file", "no-such-file"];
    expect((await hssScan(missing, { env })).stderr).toContain("no-such-file cannot be read (ENOENT)");
  });

  prismTest.for(readdirSync(EXAMPLES))(
    "the document allows the example %s",
    async (file, { mock, expect }) => {
      const { code, stderr } = await hssScan([...CREATE, "--body", EXAMPLES + file], {
        env: environment(mock.url),
      });
      expect(code, stderr).toBe(0);
    },
  );

  prismTest.for([
    [["listRegistryImages", "--limit", "500"], "limit is 500, above the maximum 200"],
    [["listRegistryImages", "--limit", "few"], 'limit is "few", expected an integer\n'],
    [["listRegistryImages", "--has-vul", "yes"], 'has_vul is "yes", expected a boolean'],
    [["listImageScanTask"], "type is required"],
    [
      ["listImageScanTask", "--type", "image_scn"],
      'type is "image_scn", not one of image_sync, image_scan; did you mean image_scan?',
    ],
    [
      ["createManualImageScanTask", "--body", '{"rate_limit": 1001}'],
      "body.rate_limit is 1001, above the maximum 1000",
    ],
    [
      ["createManualImageScanTask", "--body", '{"is_al": true}'],
      "body.is_al is unknown; did you mean is_all?",
    ],
    [
      ["createManualImageScanTask", "--body", '{"image_info": [{"id": 9223372036854775808}]}'],
      "body.image_info[0].id is 9223372036854775808, above the maximum 9223372036854775807",
    ],
    [["createManualImageScanTask", "--body", '{"is_all": tru}'], "--body: the value is not JSON"],
    [["createManualImageScanTask", "--body", "-"], "--body: standard input is empty"],
    [["createManualImageScanTask", "--body", "missing.json"], "--body: missing.json cannot be read (ENOENT)"],
  ] as const)("nothing is sent where %j", async ([args, message], { mock, expect }) => {
    // Prism prints the path of every request: what is marked like this would be seen.
    const marked = (words: readonly string[], mark: string) =>
      hssScan(["api", ...words, "--project-id", mark], { env: environment(mock.url) });
    const { code, stdout, stderr } = await marked(args, "wrong-one");
    expect(stderr).toContain(`error: ${message}`);
    expect(stdout).toBe("");
    expect(code).toBe(1);
    await marked(["listRegistryImages"], "right-one");
    await vi.waitFor(() => expect(mock.log().includes("right-one")).toBe(true));
    expect(mock.log().includes("wrong-one")).toBe(false);
  });

  prismTest(
    "text that is not UTF-8 is refused, from a file and from standard input",
    async ({ mock, expect }) => {
      const folder = await mkdtemp(join(tmpdir(), "hss-scan-"));
      const broken = Buffer.from([
        ...Buffer.from('{"query_info": {"namespace": "'),
        0xff,
        ...Buffer.from('"}}'),
      ]);
      await writeFile(join(folder, "broken.json"), broken);
      try {
        for (const [body, from] of [
          ["broken.json", "broken.json"],
          ["-", "standard input"],
        ] as const) {
          const options = { env: environment(mock.url), cwd: folder, stdin: broken };
          const { code, stderr } = await hssScan([...CREATE, "--body", body], options);
          expect(stderr).toContain(`error: --body: ${from} is not UTF-8 text`);
          expect(code).toBe(1);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );

  prismTest("more than one thing that is wrong is told at once", async ({ mock, expect }) => {
    const args = ["api", "listRegistryImages", "--limit", "0", "--image-type", "x"];
    const { stderr } = await hssScan(args, { env: environment(mock.url) });
    expect(stderr.match(/^error: /gm)).toHaveLength(2);
  });
});
