import type { FastifyContextConfig } from 'fastify';
import { ESTIMATE_FORMATS } from '../estimates/formats.ts';

const ENVELOPE = { $ref: '#/components/schemas/DiffEnvelopeInput' };
const DIFF = { $ref: '#/components/schemas/Diff' };

const endpoint = (azs: readonly string[]) => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [{ id: 'app-ssm', type: 'Interface', service: 'com.amazonaws.us-east-1.ssm', azs }],
});

const EXAMPLE = {
  base: endpoint(['use1-az1', 'use1-az2']),
  head: endpoint(['use1-az1', 'use1-az2', 'use1-az4']),
  options: { maxIncrease: '100' },
};

const file = (description: string) => ({ type: 'string', contentMediaType: 'application/octet-stream', description });

const MULTIPART = {
  type: 'object',
  required: ['head'],
  properties: {
    head: file('The state after the change: plan, template, topology, snapshot or estimate, JSON or YAML.'),
    base: file('The state before; absent where head is a Terraform plan.'),
    usage: file('Infracost usage file 0.1.'),
    traffic: file('Throughput file: CSV or Parquet.'),
    options: { type: 'string', contentMediaType: 'application/json', description: 'The options as JSON.' },
  },
};

/** A plan: its shape is its maker's. */
const FOREIGN = { type: 'object', additionalProperties: true, description: 'A Terraform plan.' };

const text = { schema: { type: 'string' } };

/** What no zod schema tells of the route: bodies that are read as bytes and answers that are written as text. */
export const describedDiff: FastifyContextConfig = {
  errors: [
    ...['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1008', 'TG1009', 'TG1010', 'TG1011'],
    ...['TG1012', 'TG1013', 'TG1014', 'TG1101', 'TG1102', 'TG1103', 'TG1104', 'TG1120', 'TG1121', 'TG1201', 'TG1202'],
    ...['TG1302', 'TG1401', 'TG1503', 'TG1504', 'TG1507', 'TG1508', 'TG5001', 'TG5002', 'TG5003', 'TG5004'],
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
        'application/json': { schema: { anyOf: [ENVELOPE, FOREIGN], examples: [EXAMPLE] } },
        'application/yaml': { schema: ENVELOPE },
        'multipart/form-data': { schema: MULTIPART },
      },
    },
    response: {
      200: {
        description: 'The diff.',
        headers: {
          'tollgate-gate': {
            schema: { type: 'string', enum: ['passed', 'exceeded', 'none'] },
            description: 'Whether the limits of the request are kept.',
          },
        },
        content: {
          [ESTIMATE_FORMATS.json]: { schema: DIFF },
          [ESTIMATE_FORMATS.markdown]: text,
          [ESTIMATE_FORMATS.html]: text,
          [ESTIMATE_FORMATS.csv]: text,
          [ESTIMATE_FORMATS.table]: text,
          [ESTIMATE_FORMATS.infracost]: { schema: { type: 'object', description: 'Infracost JSON 0.2.' } },
        },
      },
    },
  },
};
