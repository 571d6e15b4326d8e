/**
 * CommonMark as a terminal shows it: no backquotes, no emphasis, links by their text. Chinese has no blank after a mark;
 * where there is one, it was there for the emphasis.
 */
export function plain(markdown: string): string {
  return markdown
    .replace(/`([^`]*)`/g, "$1")
    .replace(/\*\*([^*]*)\*\*/g, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/([。，：；、！？）]) +/g, "$1")
    .trim();
}
