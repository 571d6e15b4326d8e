/** `global_image_type` → `global-image-type`; `sensitiveInformation` → `sensitive-information`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll("_", "-");
}

/** `image_name` → `imageName`, as commander stores the value of `--image-name`. */
export function camel(name: string): string {
  return name.replace(/[_-]([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
