import { TollgateError } from '../../core/errors.ts';
import { type ComputePorts, operation } from '../operation.ts';
import { option } from '../options/common.ts';
import { flag } from '../options/schemas.ts';
import type { LongWorkPorts, RatePorts } from '../ports.ts';
import { rateRegionOptions, rateRegions, rateSourceOptions } from '../shared/rate-options.ts';

export const ratesVerify = operation({
  name: 'rates-verify',
  command: ['rates', 'verify'],
  summary: 'check the prices on disk, and with --live whether they still hold',
  description: 'Check every copy of the prices on disk against its checksum, and that each product has one price.',
  document: 'rate-verification',
  noun: 'a verification of rates',
  inputs: {},
  options: {
    ...rateRegionOptions,
    live: option({ schema: flag, says: 'compare with the live price list; nothing is written' }),
    ...rateSourceOptions,
  },
  rest: { not: 'the copies of one replica are no answer of the service' },
  run: async (
    _,
    { region, live, source },
    { rates, rateStore: store, liveRates, signal }: ComputePorts & RatePorts & LongWorkPorts,
  ) => {
    if (source !== undefined && live !== true) {
      throw new TollgateError('TG1012', 'A source is given, and the live price list is not asked.', {
        hint: 'Give --live too, or leave --source out.',
      });
    }
    const { verifyRates } = await import('./verify-rates.ts');
    const ports = { rates, store, live: live === true ? await liveRates(source) : undefined };
    return { document: await verifyRates(rateRegions(region), ports, signal) };
  },
  view: async (document) => (await import('../../report/views/rate-verification.ts')).viewRateVerification(document),
  judge: ({ ok }) => ({ exceeded: [], judged: false, failed: !ok }),
});
