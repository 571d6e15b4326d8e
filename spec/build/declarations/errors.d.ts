/** An error code of HSS or of the API gateway in front of it. */
export interface ErrorCode {
  /** "HSS.0001", "APIGW.0301". Where the gateway writes `APIG.`, look up `APIGW.` with the same number. */
  code: string;
  /** HTTP statuses that it comes with. */
  statuses: number[];
  /** Who refused the request. */
  origin: "hss" | "gateway";
  /** Where we know it from: the official tables of codes, or answers of the real service. */
  sources: ("doc" | "live")[];
  en: ErrorTexts;
  zh: ErrorTexts;
}

/** What to tell a person, in Markdown of one paragraph. */
export interface ErrorTexts {
  meaning: string;
  /** The likely cause. */
  cause: string;
  /** What to do. */
  action: string;
}

/** Sorted by code: APIGW before HSS. */
declare const errors: ErrorCode[];
export default errors;
