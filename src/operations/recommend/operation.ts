import { discountInputs, networkInputs, networkOrScan } from '../inputs/catalogue.ts';
import { atGivenDiscounts, givenNetwork } from '../inputs/given-network.ts';
import { scannedFirst } from '../inputs/scan-first.ts';
import { operation } from '../operation.ts';
import {
  discountOptions,
  listOptions,
  option,
  pricingOptions,
  readOptions,
  scanFirstOptions,
} from '../options/common.ts';
import { MEASURED_EXAMPLE } from '../options/example.ts';
import { count, flag, number, word, words } from '../options/schemas.ts';

/** Recommendations explained in full where not all are shown. */
const EXPLAINED = 5;

export const recommend = operation({
  name: 'recommend',
  command: ['recommend'],
  summary: 'find the cheapest network that stays safe, prove it, and show how to get there',
  document: 'recommendations',
  noun: 'a recommendations document',
  inputs: { ...networkInputs, network: networkOrScan, ...discountInputs },
  options: {
    ...readOptions,
    ...scanFirstOptions,
    poolGb: pricingOptions.poolGb,
    minAzs: option({ schema: number, says: 'fewest zones of an endpoint that changes', default: '2', value: 'number' }),
    maxUtilisation: option({
      schema: number,
      says: 'share of the ceiling to use with one zone lost',
      default: '0.6',
      value: 'share',
    }),
    hubs: option({
      schema: words,
      says: 'VPC that may serve others',
      default: 'those that do, or the largest users',
      value: 'vpc',
      flag: 'hub',
      many: true,
    }),
    pins: option({
      schema: words,
      says: 'endpoint that stays exactly as it is',
      value: 'endpoint',
      flag: 'pin',
      many: true,
    }),
    forbid: option({
      schema: words,
      says: 'move that is not made, everywhere or on one endpoint or VPC: `move` or `move:subject`',
      value: 'move[:subject]',
      many: true,
    }),
    allow: option({ schema: words, says: 'guard to lift: what it holds back may be done', value: 'guard', many: true }),
    walls: option({
      schema: words,
      says: 'tag that keeps VPCs of unlike values apart: they share nothing',
      value: 'tag:key',
      flag: 'wall',
      many: true,
    }),
    minSaving: option({ schema: number, says: 'least saving of a step in USD a month', default: '1', value: 'usd' }),
    assumeGb: option({
      schema: number,
      says: 'GB a month assumed for each endpoint without reported traffic',
      value: 'gb',
    }),
    changeCost: option({
      schema: number,
      says: 'USD that one change costs to carry out: gives the payback',
      value: 'usd',
    }),
    repair: option({
      schema: flag,
      says: 'also fix existing zone-minimum and headroom violations (may add cost)',
    }),
    dataClassTag: option({
      schema: word,
      says: 'tag that names the class of data',
      default: 'tollgate:data-class',
      value: 'tag',
    }),
    sensitive: option({
      schema: words,
      says: 'class of data that stays on its own endpoint',
      default: 'pii, phi, pci, financial',
      value: 'class',
      many: true,
    }),
    horizonMonths: option({
      schema: number,
      says: 'decide for the traffic forecast so many months ahead',
      value: 'months',
      flag: 'horizon',
    }),
    timeLimitSeconds: option({
      schema: number,
      says: 'longest search in seconds; then the best answer found, with its gap. The service allows half of the time of a request',
      default: '60',
      value: 'seconds',
      flag: 'time-limit',
    }),
    ...discountOptions,
    ...listOptions,
    outDir: option({
      schema: word,
      says: 'also write the recommendations into a folder: Terraform and scripts of the AWS CLI, one file a wave',
      value: 'folder',
      not: {
        rest: 'a request writes no files',
        mcp: 'a tool writes no files',
        action: 'the Action writes diffs',
        settings: 'it says where one run writes',
      },
    }),
    explain: option({
      schema: count(),
      says: 'recommendations to explain in full',
      default: String(EXPLAINED),
      value: 'count',
      writes: true,
      not: { action: 'the Action writes diffs', settings: 'it says how an answer is written' },
    }),
  },
  rest: {
    path: '/v1/recommendations',
    tag: 'recommendations',
    operationId: 'createRecommendations',
    summary: 'The cheapest network that stays safe, proved, and how to get there',
    description:
      'Takes a network with its traffic: a snapshot, or a document and rows of traffic (JSON), or files (multipart), and ' +
      'answers with recommendations. Pure: nothing is stored, and the same request gives the same answer.',
    errors: ['TG1302', 'TG1401', 'TG3005', 'TG4001', 'TG4002', 'TG4004', 'TG6007'],
    examples: [MEASURED_EXAMPLE],
  },
  run: async (given, words, ports) => {
    const { recommended } = await import('./plan-document.ts');
    const { inputs, options, remark } = await scannedFirst(given, words, ports);
    const paid = await atGivenDiscounts(ports, inputs, options);
    const { searchSeconds, now } = ports;
    const { timeLimitSeconds } = options;
    const settings = {
      ...options,
      timeLimitSeconds:
        searchSeconds === undefined ? timeLimitSeconds : Math.min(timeLimitSeconds ?? searchSeconds, searchSeconds),
      asOf: now().toISOString(),
    };
    const { document, folder } = await recommended(await givenNetwork(inputs, options), settings, paid);
    const { outDir } = options;
    const files =
      outDir === undefined ? [] : [...folder()].map(([name, text]) => ({ path: `${outDir}/${name}`, text }));
    return { document, files, remark };
  },
  view: async (document, { all, explain }, { isShort }) => {
    const { viewPlan } = await import('../../report/views/plan.ts');
    return viewPlan(document, {
      maxExplained: all === true ? undefined : (explain ?? (isShort ? EXPLAINED : undefined)),
    });
  },
});
