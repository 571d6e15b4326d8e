import type { ImageReference, ImageScanTask, LocalImage, RegistryImage } from "@hss-kit/contract";
import type { OperationMethods } from "../client.ts";
import type { AnswerTimes } from "../light.ts";
import { readPages } from "../pages.ts";
import type { Budget } from "./budget.ts";
import { isReferredTo } from "./images.ts";
import type { Creation } from "./options.ts";

/** How far two times may be apart that belong together but were written by two parts of the service, in milliseconds. */
const SLACK = 5_000;

/**
 * Of several tasks those that began when ours was created: one, where it began between the service's own dates before and
 * after the creation and no other began near them; else all. Tasks are taken to begin when they are created, which is how
 * the service's documentation finds them too; `begin_time` may be rounded down to a second.
 * @param answers the last ones until the creation's own, with the date that the service gave each
 */
export function begunThen(
  candidates: readonly ImageScanTask[],
  answers: readonly AnswerTimes[],
): readonly ImageScanTask[] {
  const [earlier, accepted] = answers.slice(-2);
  if (earlier === undefined || accepted === undefined) return candidates;
  // A date is rounded down to a second; where there is none, it is NaN, and so is all that follows.
  const from = earlier.date + accepted.sent - earlier.received - 1_000;
  const to = accepted.date + 1_000;
  const away = (begin: unknown) => Number(begin) < from - SLACK || Number(begin) > to + SLACK;
  const near = candidates.filter(({ begin_time: begin }) => !away(begin));
  const [only] = near;
  const begin = Number(only?.begin_time);
  return near.length === 1 && begin >= from && begin <= to ? near : candidates;
}

/** Takes the looks at several tasks together, until what becomes of our images shows which of the tasks scans them. */
export interface Watcher {
  /** @throws what a call throws */
  look(candidates: readonly ImageScanTask[]): Promise<readonly ImageScanTask[]>;
}

/** One look: what each task had done, and when each of our images was scanned last. */
interface Look {
  succeeded: ReadonlyMap<string, number>;
  scanned: ReadonlyMap<string, string>;
}

/**
 * Where images were chosen, each success of our task is a scan of one of them. A task that succeeds more often than they
 * are scanned meanwhile is somebody else's. The list of images may be late, or early, by a look: a task's successes are
 * held against all scans from a look before to a look after. Where all tasks have succeeded, in more images than ours were
 * seen to be scanned, ours is the one that ended with the last of those scans, if only one did. (Others may have chosen the
 * very same images and been scanned between the same two looks; then theirs says of our images what ours does.)
 */
export function watchImages(
  api: OperationMethods,
  { global_image_type: imageType }: Creation,
  references: readonly ImageReference[],
  budget: Budget,
): Watcher {
  const looks: Look[] = [];
  const scans = new Set<string>();

  function scansOthers({ task_id: id = "" }: ImageScanTask): boolean {
    const last = looks.length - 1;
    const done = looks[last - 1]?.succeeded.get(id);
    const now = looks[last]?.scanned;
    if (done === undefined || now === undefined) return false;
    // From nothing, which is how both began, or from what they were at any look.
    for (let from = 0; from < last; from++) {
      const since = from === 0 ? 0 : (looks[from]?.succeeded.get(id) ?? 0);
      const before = looks[from - 1]?.scanned;
      const scanned = [...now].filter(([image, time]) => before?.get(image) !== time).length;
      if (done - since > scanned) return true;
    }
    return false;
  }

  return {
    async look(candidates) {
      const since = Math.min(...candidates.map(({ begin_time: begin }) => Number(begin ?? 0)));
      const scanned = new Map<string, string>();
      for await (const page of imagesOf(api, imageType, since, budget)) {
        for (const image of page) {
          const { image_id: imageId, latest_scan_time: time } = image;
          if (time === undefined || time < since || !isReferredTo(image, references)) continue;
          const key = String("id" in image ? image.id : imageId);
          scanned.set(key, String(time));
          scans.add(`${key} ${time}`);
        }
      }
      const succeeded = candidates.map(({ task_id: id = "", success_num: done = 0 }) => [id, done] as const);
      looks.push({ succeeded: new Map(succeeded), scanned });
      const left = candidates.filter((task) => !scansOthers(task));
      const last = Math.max(...[...scanned.values()].map(Number));
      const endedThen = left.filter(({ end_time: end }) => Math.abs(Number(end) - last) <= SLACK);
      const isDone = left.every(({ success_num: done }) => done === references.length);
      const othersToo = left.length * references.length > scans.size;
      return isDone && othersToo && endedThen.length === 1 ? endedThen : left;
    },
  };
}

/** Images that were scanned since, as far as the list can be limited to them. */
function imagesOf(
  api: OperationMethods,
  imageType: Creation["global_image_type"],
  since: number,
  budget: Budget,
): AsyncGenerator<(RegistryImage | LocalImage)[]> {
  return imageType === "local"
    ? readPages<LocalImage>("listImageLocal", (page) =>
        budget.spend((options) => api.listImageLocal(page, options)),
      )
    : readPages<RegistryImage>("listRegistryImages", (page) =>
        budget.spend((options) =>
          api.listRegistryImages(
            { start_latest_scan_time: since, sort_key: "latest_scan_time", sort_dir: "desc", ...page },
            options,
          ),
        ),
      );
}
