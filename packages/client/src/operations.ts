export type { OperationEntry, OperationId, OperationTypes, RegionId, ScanScopeName } from "@hss-kit/contract";
export { operations, regions, scanScopes } from "@hss-kit/contract";
export { descriptions } from "@hss-kit/contract/descriptions";
export { type ParameterEntry, parameters } from "@hss-kit/contract/parameters";
