import { z } from 'zod';
import { bills, discountInputs, networkInputs } from '../inputs/catalogue.ts';
import { operation } from '../operation.ts';
import {
  discountOptions,
  focusOptions,
  listOptions,
  option,
  pricingOptions,
  readOptions,
  unknownOptions,
} from '../options/common.ts';
import { word } from '../options/schemas.ts';
import { unknownLines } from '../shared/unknown-lines.ts';

/** Shared endpoints listed one by one where not all are shown. */
const LISTED = 100;
const RULES = ['even', 'owner'] as const;
const EXAMPLE = { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [] };

export const allocate = operation({
  name: 'allocate',
  command: ['allocate'],
  summary: 'allocate cost by team, account, VPC, service, tag or cost category',
  document: 'allocation',
  noun: 'an allocation',
  inputs: {
    network: { ...networkInputs.network, required: false },
    bills: { ...bills, says: 'allocate what this bill charges: CUR or FOCUS files; globs are read when quoted' },
    parameterFiles: networkInputs.parameterFiles,
    terraformVarFiles: networkInputs.terraformVarFiles,
    traffic: networkInputs.traffic,
    usage: networkInputs.usage,
    flowLogs: {
      says: 'share endpoints by the consumers that these VPC flow logs show',
      many: true,
      variadic: true,
      flag: 'flow-logs',
      value: 'files',
      part: 'flowLogs',
      isPath: true,
      not: { rest: 'flow logs are read where they lie' },
    },
    costCategory: {
      says: 'file that defines a cost category by accounts, VPCs, services and tags',
      flag: 'cost-category',
      part: 'costCategory',
    },
    ...discountInputs,
  },
  needs: {
    oneOf: ['network', 'bills'],
    hint: "Give a network (--path, part file), a bill (--bill 'export/*.parquet', part bill), or both.",
  },
  options: {
    by: option({
      schema: word,
      says: 'team, account, vpc, service, region, tag:KEY or cost-category:NAME (one that the bill or a file defines)',
      value: 'key',
      required: true,
    }),
    shared: option({
      schema: z.enum(RULES),
      says: 'who pays for a shared endpoint where no flow shows it: even among the VPCs that resolve its names, or its owner',
      default: 'even',
      value: 'rule',
      choices: RULES,
    }),
    ...readOptions,
    ...pricingOptions,
    ...discountOptions,
    ...focusOptions,
    ...listOptions,
    ...unknownOptions,
  },
  rest: {
    path: '/v1/allocations',
    tag: 'allocations',
    operationId: 'createAllocation',
    summary: 'Allocate cost',
    description:
      'Takes a network (the body, or part file), the files of a bill (part bill, repeated), or both. Without a bill the modelled ' +
      'month is allocated, with one what it charges. Shared endpoints are split by the bytes of their consumers; the parts add up.',
    errors: ['TG1302', 'TG6002', 'TG6003', 'TG6004', 'TG6005', 'TG6006', 'TG6007'],
    examples: [EXAMPLE],
  },
  run: async (inputs, options, ports) => {
    const { allocated } = await import('./allocated.ts');
    return { document: await allocated(inputs, { ...options, by: options.by ?? '' }, ports) };
  },
  view: async (document, { all }, { isShort }) => {
    const { viewAllocation } = await import('../../report/views/allocation.ts');
    return viewAllocation(document, { maxEndpoints: isShort && all !== true ? LISTED : undefined });
  },
  judge: (document) => ({ exceeded: [], unknown: unknownLines(document.unknownLines), judged: false }),
});
