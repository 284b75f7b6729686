import type { FastifyContextConfig } from 'fastify';
import { ESTIMATE_FORMATS } from '../estimates/formats.ts';

const NETWORK = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    {
      id: 'hub-s3',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.s3',
      azs: ['use1-az1', 'use1-az2'],
    },
  ],
};

const ROW = {
  endpoint_id: 'hub-s3',
  az: 'use1-az1',
  start: '2026-11-01T00:00:00Z',
  period_seconds: 300,
  bytes: 2.0625e12,
};

const file = (description: string) => ({ type: 'string', contentMediaType: 'application/octet-stream', description });

const MULTIPART = {
  type: 'object',
  required: ['file'],
  properties: {
    file: file('Topology file, plan, template or snapshot: JSON or YAML.'),
    traffic: file('Throughput file: CSV or Parquet.'),
    usage: file('Infracost usage file 0.1.'),
    options: { type: 'string', contentMediaType: 'application/json', description: 'The options as JSON.' },
  },
};

const text = { schema: { type: 'string' } };

const OWN_ERRORS = {
  Headroom: ['TG3001'],
  Forecast: ['TG1302', 'TG1401', 'TG3001'],
  Plan: ['TG1302', 'TG1401', 'TG4001', 'TG4002'],
};

/** What no zod schema tells of these routes: bodies that are read as bytes and answers that are written as text. */
export function describedCapacity(subject: 'Headroom' | 'Forecast' | 'Plan'): FastifyContextConfig {
  const envelope = { $ref: `#/components/schemas/${subject}EnvelopeInput` };
  return {
    errors: [
      ...['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1008', 'TG1009', 'TG1010', 'TG1011', 'TG1012'],
      ...['TG1013', 'TG1014', 'TG1101', 'TG1102', 'TG1103', 'TG1104', 'TG1201', 'TG1202', 'TG1503', 'TG1504', 'TG1507'],
      ...['TG1508', 'TG3005', ...OWN_ERRORS[subject]],
    ] as NonNullable<FastifyContextConfig['errors']>,
    describe: {
      headers: {
        type: 'object',
        properties: {
          'idempotency-key': {
            type: 'string',
            description: 'Accepted; repeating the request gives the same answer anyway.',
          },
        },
      },
      body: {
        content: {
          'application/json': {
            schema: {
              anyOf: [envelope, { $ref: '#/components/schemas/TopologyInput' }],
              examples: [{ document: NETWORK, traffic: [ROW] }],
            },
          },
          'application/yaml': { schema: envelope },
          'multipart/form-data': { schema: MULTIPART },
        },
      },
      response: {
        200: {
          description: `The ${subject.toLowerCase()} document.`,
          content: {
            [ESTIMATE_FORMATS.json]: { schema: { $ref: `#/components/schemas/${subject}` } },
            [ESTIMATE_FORMATS.markdown]: text,
            [ESTIMATE_FORMATS.html]: text,
            [ESTIMATE_FORMATS.csv]: text,
            [ESTIMATE_FORMATS.table]: text,
          },
        },
      },
    },
  };
}
