import type { Operation } from './operation.ts';

/** Every operation, by name. Each is loaded when it is needed: the start of a command pays for one. */
export const OPERATIONS: Readonly<Record<string, () => Promise<Operation>>> = {
  estimate: async () => (await import('./estimate/operation.ts')).estimate,
  diff: async () => (await import('./diff/operation.ts')).diff,
  headroom: async () => (await import('./headroom/operation.ts')).headroom,
  forecast: async () => (await import('./forecast/operation.ts')).forecast,
  recommend: async () => (await import('./recommend/operation.ts')).recommend,
  matrix: async () => (await import('./matrix/operation.ts')).matrix,
  'budget-check': async () => (await import('./budget-check/operation.ts')).budgetCheck,
  scenarios: async () => (await import('./scenarios/operation.ts')).scenarios,
  allocate: async () => (await import('./allocate/operation.ts')).allocate,
  reconcile: async () => (await import('./reconcile/operation.ts')).reconcile,
  'usage-sync': async () => (await import('./usage-sync/operation.ts')).usageSync,
  'rates-show': async () => (await import('./rates-show/operation.ts')).ratesShow,
  'rates-refresh': async () => (await import('./rates-refresh/operation.ts')).ratesRefresh,
  'rates-verify': async () => (await import('./rates-verify/operation.ts')).ratesVerify,
  scan: async () => (await import('./scan/operation.ts')).scanning,
};
