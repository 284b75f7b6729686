import { Option } from '@commander-js/extra-typings';
import type { Services } from '../operations/services.ts';
import type { Host } from './host.ts';
import { readInput } from './input.ts';

/** `--discounts`, the same for every command that prices. */
export const discountsOption = new Option(
  '--discounts <file>',
  'price at what is paid, list price beside it: what reconcile --format json learned, or a tollgate/discounts@1 file',
);

/** The services with the discounts of the file, where one is given. Throws TG6007 and what reading files throws. */
export async function withDiscounts(file: string | undefined, host: Host, services: Services): Promise<Services> {
  if (file === undefined) return services;
  const { atDiscount, readDiscounts } = await import('../operations/inputs/read-discounts.ts');
  return atDiscount(services, await readDiscounts(await readInput(file, host, services)));
}
