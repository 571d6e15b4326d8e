export type { Algorithm } from "./authorization.ts";
export { canonicalRequest } from "./canonical-request.ts";

export { encode } from "./encode.ts";
export { SignerError } from "./error.ts";
export type { SigningKey } from "./key.ts";
export type { PathSpelling } from "./path-spellings.ts";
export type { HeaderFields, SignableRequest } from "./request.ts";
export type { CredentialScope } from "./scope.ts";
export { type SignOptions, sign } from "./sign.ts";
export type { QuerySpelling, Spelling } from "./spellings.ts";
export { stringToSign } from "./string-to-sign.ts";
export { type Verification, type VerificationStage, type VerifyOptions, verify } from "./verify.ts";
