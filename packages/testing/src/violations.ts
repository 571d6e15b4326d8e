/** One way in which an exchange is not what the document allows. */
export interface Violation {
  /** Upper case. */
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Of the answer. */
  readonly status: number;
  /** Where, joined by dots: `request.body.image_info.0.id`, `response.body.total_num`; `exchange` when it is neither. */
  readonly location: string;
  readonly message: string;
}

/**
 * Reads Prism's header `sl-violations`. Every severity counts: an unknown path and an undocumented error status are only
 * warnings to Prism. Beyond 8 kB Prism cuts its JSON off; what is left is then one violation.
 */
export function parseViolations(header: string): Pick<Violation, "location" | "message">[] {
  let entries: unknown;
  try {
    entries = JSON.parse(header);
  } catch {
    return [{ location: "exchange", message: header }];
  }
  if (!Array.isArray(entries)) return [{ location: "exchange", message: header }];
  return entries.map((entry: { location?: string[]; message?: string }) => ({
    location: entry.location?.join(".") ?? "exchange",
    message: entry.message ?? JSON.stringify(entry),
  }));
}
