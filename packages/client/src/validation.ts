export type { Fault } from "@hss-kit/contract/validators";
export { requestFaults, responseFaults } from "@hss-kit/contract/validators";
