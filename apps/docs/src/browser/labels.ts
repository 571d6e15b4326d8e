export function translateLabels(_root: HTMLElement): void {}
