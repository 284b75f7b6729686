import { diffNetworks } from '../operations/diff/diff-networks.ts';
import { loadSides } from '../operations/inputs/load-sides.ts';
import type { DiffDocument } from '../report/diff-document.ts';
import type { Network } from './network.ts';
import { fileOrNone, filesOf, hoursOf, type PriceOptions, ratesOf, type TrafficOptions } from './options.ts';

/**
 * Options of {@link diff}.
 *
 * @public
 */
export interface DiffOptions extends PriceOptions, TrafficOptions {
  /** The state before. Absent = what a Terraform plan itself says was before. */
  readonly base?: Network | undefined;
  /** The time that the document carries. */
  readonly generatedAt: Date;
}

/**
 * What a change of the network does to its cost.
 *
 * @param head - the state after the change
 * @param options - the state before, traffic that applies to both, and rates
 * @returns `delta.monthly`, signed decimal text in `currency`, and each change that adds up to it
 * @throws {@link TollgateError} TG5003 where nothing says what was before
 *
 * @example
 * ```ts
 * const endpoint = (azs: string[]) => ({
 *   name: 'network.json',
 *   value: { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [{ id: 'kms', type: 'Interface', azs }] },
 * });
 * const base = await readInput(endpoint(['use1-az1', 'use1-az2']));
 * const head = await readInput(endpoint(['use1-az1', 'use1-az2', 'use1-az4']));
 * const { delta } = await diff(head, { base, generatedAt: new Date(0) });
 * assert.equal(delta.monthly, '7.30'); // USD a month: one zone x 730 h x 0.01
 * ```
 *
 * @public
 */
export async function diff(head: Network, options: DiffOptions): Promise<DiffDocument> {
  const { base, generatedAt, billingDate } = options;
  const sides = await loadSides({
    head: head.document,
    headOptions: head.options,
    ...(base && { base: base.document, baseOptions: base.options }),
  });
  const traffic = { usageFile: fileOrNone(options.usageFile), files: filesOf(options.traffic) };
  const request = { hours: hoursOf(options), billingDate, generatedAt };
  const result = await diffNetworks([{ ...sides, traffic }], request, ratesOf(options));
  return result.diff;
}
