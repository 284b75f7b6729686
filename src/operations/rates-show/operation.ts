import { regionNamed } from '../../core/regions.ts';
import { operation } from '../operation.ts';
import { option } from '../options/common.ts';
import { word } from '../options/schemas.ts';

export const ratesShow = operation({
  name: 'rates-show',
  command: ['rates', 'show'],
  summary: 'show every list price of a Region that Tollgate uses',
  description: 'Show every list price of a Region that Tollgate uses, with its tiers, its age and how sure it is.',
  document: 'rate-card',
  noun: 'a rate card',
  inputs: {},
  options: {
    region: option({ schema: word, says: 'Region, such as us-east-1', value: 'region', required: true }),
  },
  rest: { not: 'GET /v1/rates answers it' },
  run: async (_, { region = '' }, { rates, now }) => {
    const { card, findings } = await rates.rateCard(regionNamed(region).region);
    const view = async () => {
      const { viewRates } = await import('../../report/views/rates.ts');
      return viewRates(card, findings, rates.kind, now());
    };
    return { document: card, view };
  },
});
