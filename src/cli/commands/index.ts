import type { CommandModule } from '../command.ts';

/** Every command by name, in the order help shows them. Only the one that is called is loaded. */
export const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  breakdown: async () => (await import('./breakdown.ts')).breakdown,
  diff: async () => (await import('./diff.ts')).diff,
  comment: async () => (await import('./comment.ts')).comment,
  budget: async () => (await import('./budget.ts')).budget,
  allocate: async () => (await import('./allocate.ts')).allocate,
  compare: async () => (await import('./compare.ts')).compare,
  forecast: async () => (await import('./forecast.ts')).forecast,
  headroom: async () => (await import('./headroom.ts')).headroom,
  keys: async () => (await import('./keys.ts')).keys,
  matrix: async () => (await import('./matrix.ts')).matrix,
  usage: async () => (await import('./usage.ts')).usage,
  rates: async () => (await import('./rates.ts')).rates,
  recommend: async () => (await import('./recommend.ts')).recommend,
  reconcile: async () => (await import('./reconcile.ts')).reconcile,
  scan: async () => (await import('./scan.ts')).scan,
  serve: async () => (await import('./serve.ts')).serve,
  schema: async () => (await import('./schema.ts')).schema,
};
