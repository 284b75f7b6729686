import type { CommandModule } from '../command.ts';

/** The command of an operation; loaded with it. */
const commandOf = async (operation: string): Promise<CommandModule> =>
  (await import('../operation/operation-command.ts')).commandOf(operation);

/** Every command by name, in the order help shows them. Only the one that is called is loaded. */
export const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  breakdown: () => commandOf('estimate'),
  diff: () => commandOf('diff'),
  output: async () => (await import('./output.ts')).output,
  comment: async () => (await import('./comment.ts')).comment,
  budget: () => commandOf('budget-check'),
  allocate: () => commandOf('allocate'),
  forecast: () => commandOf('forecast'),
  headroom: () => commandOf('headroom'),
  init: async () => (await import('./init.ts')).init,
  keys: async () => (await import('./keys.ts')).keys,
  matrix: () => commandOf('matrix'),
  usage: async () => (await import('./usage.ts')).usage,
  mcp: async () => (await import('./mcp.ts')).mcp,
  open: async () => (await import('./open.ts')).open,
  rates: async () => (await import('./rates.ts')).rates,
  recommend: () => commandOf('recommend'),
  reconcile: () => commandOf('reconcile'),
  scenarios: () => commandOf('scenarios'),
  scan: async () => (await import('./scan.ts')).scan,
  completion: async () => (await import('./completion.ts')).completionOf(COMMANDS),
  serve: async () => (await import('./serve.ts')).serve,
  schema: async () => (await import('./schema.ts')).schema,
};

/** Older names of commands. */
export const ALIASES: Readonly<Record<string, string>> = { compare: 'scenarios' };
