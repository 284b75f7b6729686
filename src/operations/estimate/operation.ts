import { discountInputs, networkInputs, networkOrEstimate } from '../inputs/catalogue.ts';
import { scannedFirst } from '../inputs/scan-first.ts';
import { operation } from '../operation.ts';
import {
  currencyOptions,
  discountOptions,
  focusOptions,
  listOptions,
  option,
  pricingOptions,
  projectNameOption,
  readOptions,
  scanFirstOptions,
  topOption,
  unknownOptions,
} from '../options/common.ts';
import { words } from '../options/schemas.ts';
import { unknownLines } from '../shared/unknown-lines.ts';
import { EXAMPLE } from './example.ts';

/** Endpoints listed one by one where not all are shown. */
const LISTED = 100;

export const estimate = operation({
  name: 'estimate',
  command: ['breakdown'],
  summary: 'price a network: what each endpoint costs a month, and what is not known',
  document: 'estimate',
  noun: 'an estimate',
  inputs: { ...networkInputs, network: networkOrEstimate, ...discountInputs },
  options: {
    ...readOptions,
    ...scanFirstOptions,
    ...pricingOptions,
    ...discountOptions,
    ...currencyOptions,
    groupBy: option({
      schema: words,
      says: 'also show cost by vpc, account, service, region, type, client-vpc, client-account or tag:KEY',
      value: 'key',
      many: true,
    }),
    ...projectNameOption,
    ...focusOptions,
    ...listOptions,
    top: topOption,
    ...unknownOptions,
  },
  rest: {
    path: '/v1/estimates',
    tag: 'estimates',
    operationId: 'createEstimate',
    summary: 'Price a network of VPC endpoints',
    description:
      'Takes a topology file, a Terraform plan or another document that Tollgate reads, and answers with its estimate. ' +
      'Pure: nothing is stored, and the same request gives the same answer, so that Idempotency-Key is accepted and needs no memory.',
    errors: ['TG1302', 'TG1401', 'TG6007'],
    examples: [EXAMPLE, { document: EXAMPLE }],
    light: true,
  },
  run: async (given, words, ports) => {
    const { estimateDocument } = await import('./estimate-document.ts');
    const { inputs, options, remark } = await scannedFirst(given, words, ports);
    return { ...(await estimateDocument(inputs, options, ports)), remark };
  },
  view: async (document, { top, all }, { isShort }) => {
    const { viewEstimate } = await import('../../report/views/estimate.ts');
    return viewEstimate(document, { maxEndpoints: all === true ? undefined : (top ?? (isShort ? LISTED : undefined)) });
  },
  judge: ({ totals }) => ({ exceeded: [], unknown: unknownLines(totals.unknownLines), judged: false }),
});
