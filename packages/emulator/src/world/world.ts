import { documented } from "./documented.ts";
import { type LocalStoredImage, makeLocalImages } from "./local-images.ts";
import { makeRegistries, type Registry } from "./registries.ts";
import {
  type ChosenImage,
  makeChosenImages,
  makeRegistryImages,
  type StoredImage,
} from "./registry-images.ts";

/** Everything that exists before the first request. */
export interface World {
  readonly seed: number;
  readonly registries: readonly Registry[];
  readonly registryImages: readonly StoredImage[];
  readonly localImages: readonly LocalStoredImage[];
}

/**
 * Makes a world. The same seed, start and chosen images give the same world.
 *
 * @param start the emulator's time when it begins, milliseconds: all times of the world lie before it.
 */
export function makeWorld(seed: number, start: number, chosen: readonly ChosenImage[] = []): World {
  const examples = documented();
  const registries = makeRegistries(seed);
  return {
    seed,
    registries: [...registries, ...examples.registries],
    registryImages: [
      ...makeRegistryImages(seed, registries, start),
      ...examples.registryImages,
      ...makeChosenImages(seed, registries, chosen, start),
    ],
    localImages: [...makeLocalImages(seed, start), ...examples.localImages],
  };
}
