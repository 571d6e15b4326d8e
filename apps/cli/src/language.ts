export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

/** The language of descriptions: as asked for, else as the system's messages are, by POSIX's order of variables. */
export function chooseLanguage(
  asked: Language | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  if (asked !== undefined) return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^zh/i.test(locale) ? "zh" : "en";
}
