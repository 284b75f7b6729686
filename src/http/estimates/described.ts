import type { FastifyContextConfig } from 'fastify';
import { ESTIMATE_FORMATS } from './formats.ts';

const TOPOLOGY = { $ref: '#/components/schemas/TopologyInput' };
const ENVELOPE = { $ref: '#/components/schemas/EstimateEnvelopeInput' };
const ESTIMATE = { $ref: '#/components/schemas/Estimate' };

const NETWORK = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    {
      id: 'app-ssm',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.ssm',
      azs: ['use1-az1', 'use1-az2'],
      traffic: { monthlyGb: '2400' },
    },
  ],
};

const file = (description: string) => ({ type: 'string', contentMediaType: 'application/octet-stream', description });

const MULTIPART = {
  type: 'object',
  required: ['file'],
  properties: {
    file: file('Topology file, Terraform plan or another document: JSON or YAML.'),
    usage: file('Infracost usage file 0.1.'),
    traffic: file('Throughput file: CSV or Parquet.'),
    options: { type: 'string', contentMediaType: 'application/json', description: 'The options as JSON.' },
  },
};

/** A plan or template: its shape is its maker's. */
const FOREIGN = { type: 'object', additionalProperties: true, description: 'A Terraform plan or another document.' };

const text = { schema: { type: 'string' } };

/** What no zod schema tells of the route: bodies that are read as bytes and answers that are written as text. */
export const describedEstimate: FastifyContextConfig = {
  errors: [
    ...['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1008', 'TG1009', 'TG1010', 'TG1011'],
    ...['TG1012', 'TG1013', 'TG1014', 'TG1101', 'TG1102', 'TG1103', 'TG1104', 'TG1201', 'TG1202', 'TG1302', 'TG1401'],
    ...['TG1503', 'TG1504', 'TG1507', 'TG1508'],
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
          schema: { anyOf: [TOPOLOGY, ENVELOPE, FOREIGN], examples: [NETWORK, { document: NETWORK }] },
        },
        'application/yaml': { schema: TOPOLOGY },
        'multipart/form-data': { schema: MULTIPART },
      },
    },
    response: {
      200: {
        description: 'The estimate.',
        content: {
          [ESTIMATE_FORMATS.json]: { schema: ESTIMATE },
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
