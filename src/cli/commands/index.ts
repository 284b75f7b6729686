import { OPERATIONS } from '../../operations/index.ts';
import type { CommandModule } from '../command.ts';

/** Words for operations that are not the first word of their names: as the users of Infracost know them. */
const WORDS: Readonly<Record<string, string>> = { estimate: 'breakdown' };

/** The commands of the operations: a word that several begin with has each below it. Loaded when it is called. */
const ofOperations = [...Map.groupBy(Object.keys(OPERATIONS), (name) => WORDS[name] ?? name.replace(/-.*/, ''))].map(
  ([word, operations]) =>
    [word, async () => (await import('../operation/operation-command.ts')).commandOf(word, operations)] as const,
);

/** Every command by name, in the order help shows them. Only the one that is called is loaded. */
export const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  ...Object.fromEntries(ofOperations),
  output: async () => (await import('./output.ts')).output,
  comment: async () => (await import('./comment.ts')).comment,
  init: async () => (await import('./init.ts')).init,
  open: async () => (await import('./open.ts')).open,
  serve: async () => (await import('./serve.ts')).serve,
  mcp: async () => (await import('./mcp.ts')).mcp,
  keys: async () => (await import('./keys.ts')).keys,
  schema: async () => (await import('./schema.ts')).schema,
  completion: async () => (await import('./completion.ts')).completionOf(COMMANDS),
};

/** Older names of commands. */
export const ALIASES: Readonly<Record<string, string>> = { compare: 'scenarios' };
