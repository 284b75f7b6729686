import { type ComputePorts, operation } from '../operation.ts';
import { option, scanningOptions } from '../options/common.ts';
import { words } from '../options/schemas.ts';
import type { AwsPorts, LongWorkPorts } from '../ports.ts';
import { parseScanRequest } from './scan-request.ts';

/** Several words, each of which may hold several with commas. */
const listed = words.transform((given) => given.flatMap((each) => each.split(',')));

export const scanning = operation({
  name: 'scan',
  command: ['scan'],
  summary: 'read endpoints and their throughput from AWS into a snapshot',
  description:
    'Read the endpoints of AWS accounts and Regions and their throughput from CloudWatch, keep the throughput, and write a snapshot that every other command works from offline.',
  document: 'snapshot',
  noun: 'a snapshot',
  formats: ['json'],
  changes: 'it asks AWS and keeps the throughput',
  inputs: {},
  options: {
    region: option({
      schema: listed,
      says: 'Region to scan; repeat it, or separate several by commas',
      value: 'region',
      many: true,
      variadic: true,
      required: true,
    }),
    account: option({
      schema: listed,
      says: 'account to scan, or "all" of the organization',
      default: 'that of the credentials',
      value: 'id',
      many: true,
      variadic: true,
    }),
    ...scanningOptions,
  },
  rest: { not: 'POST /v1/scans scans in the background' },
  run: async (_, { region = [], ...options }, ports: ComputePorts & AwsPorts & LongWorkPorts) => {
    const request = parseScanRequest({ region, ...options });
    const { scan } = await import('./scan.ts');
    const [aws, history] = await Promise.all([ports.aws(), ports.history()]);
    const progress = await ports.progress();
    try {
      const { now, signal } = ports;
      const document = await scan(request, {
        aws,
        history,
        now,
        signal,
        onProgress: progress.report,
        onCost: (usd) => progress.say(`The metric queries will cost about ${usd} USD.`),
      });
      const { topology, findings } = document;
      return { document, remark: `${topology.endpoints.length} endpoints, ${findings.length} findings.` };
    } finally {
      progress.stop();
    }
  },
});
