import { z } from 'zod';
import { BASES, STATISTICS } from '../../capacity/endpoint-load.ts';
import { networkInputs, networkOrScan } from '../inputs/catalogue.ts';
import { givenNetwork } from '../inputs/given-network.ts';
import { scannedFirst } from '../inputs/scan-first.ts';
import { operation } from '../operation.ts';
import {
  listOptions,
  option,
  readOptions,
  scanFirstOptions,
  thresholdOptions,
  windowOptions,
} from '../options/common.ts';
import { MEASURED_EXAMPLE } from '../options/example.ts';

/** Endpoints listed one by one where not all are shown. */
const LISTED = 100;

const { parameterFiles, terraformVarFiles, traffic } = networkInputs;

export const headroom = operation({
  name: 'headroom',
  command: ['headroom'],
  summary: 'show how full each zone of each endpoint is, now and with one zone down',
  document: 'headroom',
  noun: 'a headroom document',
  // Stated GB of a month tell no peak: a usage file has no say here.
  inputs: { network: networkOrScan, parameterFiles, terraformVarFiles, traffic },
  options: {
    ...readOptions,
    ...scanFirstOptions,
    ...windowOptions,
    statistic: option({
      schema: z.enum(STATISTICS),
      says: 'figure that stands for the load',
      default: 'p99',
      value: 'name',
      choices: STATISTICS,
    }),
    base: option({
      schema: z.enum(BASES),
      says: 'capacity to compare with',
      default: 'ceiling',
      value: 'name',
      choices: BASES,
    }),
    ...thresholdOptions,
    ...listOptions,
  },
  rest: {
    path: '/v1/headroom',
    tag: 'capacity',
    operationId: 'createHeadroom',
    summary: 'How full each zone of each endpoint is, now and with one zone down',
    description:
      'Takes a network with its throughput: a snapshot, or a document and rows of traffic (JSON), or files (multipart). Without ' +
      'throughput the stated peaks count; what no input states is `unknown`, which is not `ok`.',
    errors: ['TG3001', 'TG3005'],
    examples: [MEASURED_EXAMPLE],
  },
  run: async (given, words, ports) => {
    const { headroomDocument } = await import('./headroom-document.ts');
    const { inputs, options, remark } = await scannedFirst(given, words, ports);
    const settings = { ...options, asOf: ports.now().toISOString() };
    return { document: await headroomDocument(await givenNetwork(inputs, options), settings), remark };
  },
  view: async (document, { all }, { isShort }) => {
    const { viewHeadroom } = await import('../../report/views/headroom.ts');
    return viewHeadroom(document, { maxEndpoints: isShort && all !== true ? LISTED : undefined });
  },
});
