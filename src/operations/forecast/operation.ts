import { discountInputs, networkInputs, networkOrScan } from '../inputs/catalogue.ts';
import { atGivenDiscounts, givenNetwork } from '../inputs/given-network.ts';
import { scannedFirst } from '../inputs/scan-first.ts';
import { operation } from '../operation.ts';
import {
  discountOptions,
  focusOptions,
  listOptions,
  option,
  pricingOptions,
  readOptions,
  scanFirstOptions,
  thresholdOptions,
  windowOptions,
} from '../options/common.ts';
import { MEASURED_EXAMPLE } from '../options/example.ts';
import { count } from '../options/schemas.ts';

/** Endpoints listed one by one where not all are shown. */
const LISTED = 100;

export const forecast = operation({
  name: 'forecast',
  command: ['forecast'],
  summary: 'forecast when each zone reaches capacity and what each coming month costs',
  document: 'forecast',
  noun: 'a forecast',
  inputs: { ...networkInputs, network: networkOrScan, ...discountInputs },
  options: {
    ...readOptions,
    ...scanFirstOptions,
    months: option({
      schema: count(36),
      says: 'whole calendar months to look ahead, at most 36',
      default: '12',
      value: 'number',
    }),
    ...windowOptions,
    ...thresholdOptions,
    poolGb: pricingOptions.poolGb,
    billingDate: pricingOptions.billingDate,
    ...discountOptions,
    focusVersion: focusOptions.focusVersion,
    billingAccount: focusOptions.billingAccount,
    ...listOptions,
  },
  rest: {
    path: '/v1/forecasts',
    tag: 'capacity',
    operationId: 'createForecast',
    summary: 'When each zone reaches capacity, and what each coming month costs',
    description:
      'Takes a network with its throughput: a snapshot, or a document and rows of traffic (JSON), or files (multipart). Endpoints ' +
      'without throughput keep the traffic that a usage file or the network states.',
    errors: ['TG1302', 'TG1401', 'TG3001', 'TG3005', 'TG6007'],
    examples: [MEASURED_EXAMPLE],
  },
  run: async (given, words, ports) => {
    const { forecastDocument } = await import('./forecast-document.ts');
    const { inputs, options, remark } = await scannedFirst(given, words, ports);
    const paid = await atGivenDiscounts(ports, inputs, options);
    const settings = { ...options, asOf: ports.now().toISOString() };
    return { document: await forecastDocument(await givenNetwork(inputs, options), settings, paid), remark };
  },
  view: async (document, { all }, { isShort }) => {
    const { viewForecast } = await import('../../report/views/forecast.ts');
    return viewForecast(document, { maxEndpoints: isShort && all !== true ? LISTED : undefined });
  },
});
