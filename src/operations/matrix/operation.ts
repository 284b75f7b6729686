import { networkInputs } from '../inputs/catalogue.ts';
import { operation } from '../operation.ts';
import { listOptions, option, readOptions } from '../options/common.ts';
import { memorySize, word } from '../options/schemas.ts';

/** Endpoints listed one by one where not all are shown. */
const LISTED = 100;

const { network, traffic, usage } = networkInputs;

export const matrix = operation({
  name: 'matrix',
  command: ['matrix'],
  summary: 'show who talks to which endpoint from which zone, and what bypasses them, from VPC flow logs',
  document: 'matrix',
  noun: 'a matrix',
  // Templates name no network interfaces, which flow logs are matched by: nothing of theirs is asked for.
  inputs: {
    network,
    traffic,
    usage,
    flowLogs: {
      says: 'flow log file, folder or quoted glob: text, gzip or Parquet; or athena://catalog.database.table?from=DAY&to=DAY',
      required: true,
      many: true,
      flag: 'flow-logs',
      value: 'path',
      part: 'flowLogs',
      isPath: true,
      hint: 'Give a file, a folder or a quoted glob, for example --flow-logs "logs/**/*.log.gz".',
    },
  },
  options: {
    region: readOptions.region,
    kind: readOptions.kind,
    memoryLimit: option({
      schema: memorySize,
      says: 'memory to take before spilling to disk, such as 4GB',
      default: '1GB',
      value: 'size',
    }),
    topologyOut: option({
      schema: word,
      says: 'also write the network with these flows, as a topology file',
      value: 'file',
      not: { mcp: 'a tool writes no files' },
    }),
    ...listOptions,
  },
  rest: { not: 'flow logs are read where they lie' },
  run: async (inputs, { memoryLimit, topologyOut, ...options }) => {
    const { matrixOf } = await import('./matrix-of.ts');
    const { document, network } = await matrixOf(inputs, options, memoryLimit);
    const files = topologyOut === undefined ? [] : [{ path: topologyOut, text: JSON.stringify(network, null, 2) }];
    return { document, files };
  },
  view: async (document, { all }, { isShort }) => {
    const { viewMatrix } = await import('../../report/views/matrix.ts');
    return viewMatrix(document, { maxEndpoints: isShort && all !== true ? LISTED : undefined });
  },
});
