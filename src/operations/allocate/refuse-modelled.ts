import { TollgateError } from '../../core/errors.ts';
import type { Given } from '../inputs/given.ts';

/** What prices a network, and what reads one: without it they would be accepted and ignored. */
const PRICED = ['hours', 'billingDate', 'poolGb', 'discount', 'discounts'] as const;
const READ = [
  'region',
  'kind',
  'account',
  'parameters',
  'parameterFiles',
  'terraformVars',
  'terraformVarFiles',
  'traffic',
  'usage',
  'flowLogs',
] as const;

/** Refuses what has no effect: a bill is allocated as it charges, and without a network there is nothing to read. Throws TG1012. */
export function refuseModelled(
  inputs: Readonly<Record<string, readonly Given[] | undefined>> | object,
  words: Readonly<Record<string, unknown>> | object,
): void {
  const given: Readonly<Record<string, unknown>> = { ...words, ...inputs };
  const unused = [
    ...('bills' in given && given.bills !== undefined ? PRICED : []),
    ...('network' in given && given.network !== undefined ? [] : READ),
  ].find((name) => given[name] !== undefined);
  if (unused === undefined) return;
  throw new TollgateError('TG1012', `${unused} has no effect on this allocation.`, {
    hint:
      given.bills === undefined
        ? 'Give a network, or leave it out.'
        : 'A bill is allocated as it charges; leave out what changes a modelled price.',
  });
}
