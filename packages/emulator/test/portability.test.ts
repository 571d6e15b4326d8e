import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));

test("nothing is made from strings: it runs where eval is forbidden", async () => {
  const code = `
    import { createEmulator, DEFAULT_TOKEN } from "@hss-kit/emulator";
    const { fetch, endpoint, projectId } = createEmulator();
    const headers = { "X-Auth-Token": DEFAULT_TOKEN };
    const answer = await fetch(endpoint + "/v5/" + projectId + "/image/tasks?type=image_scan", { headers });
    console.log(answer.status);
    try { new Function(""); } catch (error) { console.log(error.name); }
  `;
  const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "-e", code];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: folder });
  expect(stdout).toBe("200\nEvalError\n");
});

test("the emulator itself is loaded without any module of Node", async () => {
  // A loader that refuses every built-in module but those that Node itself loads.
  const code = `
    import { registerHooks } from "node:module";
    registerHooks({
      resolve(specifier, context, next) {
        const found = next(specifier, context);
        if (found.url.startsWith("node:")) throw new Error("imports " + found.url);
        return found;
      },
    });
    const { createEmulator } = await import("@hss-kit/emulator");
    console.log(typeof createEmulator().fetch);
    try { await import("@hss-kit/emulator/node"); } catch (error) { console.log(error.message.split(" ")[0]); }
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], {
    cwd: folder,
  });
  expect(stdout).toBe("function\nimports\n");
});
