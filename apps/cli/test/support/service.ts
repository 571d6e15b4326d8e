import {
  type ChosenImage,
  createEmulator,
  DEFAULT_KEY,
  DEFAULT_PROJECT_ID,
  systemClock,
} from "@hss-kit/emulator";
import { serve } from "@hss-kit/emulator/node";
import { test } from "vitest";

export interface Service {
  readonly url: string;
  /** What a user would export to use it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** An emulator behind a port, of which every scan takes next to no real time. */
export async function startService(
  options: { images?: readonly ChosenImage[]; speed?: number; taskTimeout?: number } = {},
): Promise<Service> {
  const { speed = 20_000, ...rest } = options;
  const server = await serve(createEmulator({ ...rest, clock: systemClock({ speed }) }));
  return {
    url: server.url,
    env: environment(server.url),
    close: () => server.close(),
  };
}

export function environment(url: string): Record<string, string> {
  return {
    HSS_ENDPOINT: url,
    HUAWEICLOUD_SDK_AK: DEFAULT_KEY.ak,
    HUAWEICLOUD_SDK_SK: DEFAULT_KEY.sk,
    HUAWEICLOUD_SDK_PROJECT_ID: DEFAULT_PROJECT_ID,
  };
}

/** Looks at the task without the pause that the real service needs. */
export const FAST = ["--poll-interval", "20ms"];

const DAY = 86_400_000;
const images: ChosenImage[] = [
  { image_name: "clean", namespace: "tests", id: 9_007_199_254_740_995n },
  { image_name: "worn", namespace: "tests", vulnerabilities: 450 },
  { image_name: "broken", namespace: "tests", fails: "download_failed" },
  { image_name: "slow", namespace: "tests", duration: 300 * DAY },
];

/** `test` with `service`: one emulator for the tests of a file, with images of known fates. */
// biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures are wanted from the pattern
export const serviceTest = test.extend("service", { scope: "file" }, async ({}, { onCleanup }) => {
  const service = await startService({ images, taskTimeout: 400 * DAY });
  onCleanup(() => service.close());
  return service;
});
