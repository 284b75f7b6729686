import type { FastifyContextConfig } from 'fastify';
import { ESTIMATE_FORMATS } from '../estimates/formats.ts';

const file = (description: string) => ({ type: 'string', contentMediaType: 'application/octet-stream', description });
const text = { schema: { type: 'string' } };

/** What no zod schema tells of the route: a body that is a network, or the parts of one, and an answer that is written as text. */
export const describedAllocation: FastifyContextConfig = {
  errors: [
    ...['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1012', 'TG1013', 'TG1014', 'TG1101', 'TG1102'],
    ...[
      'TG1103',
      'TG1104',
      'TG1302',
      'TG1503',
      'TG1504',
      'TG1507',
      'TG1508',
      'TG6002',
      'TG6003',
      'TG6004',
      'TG6005',
      'TG6006',
    ],
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
        'application/json': { schema: { $ref: '#/components/schemas/TopologyInput' } },
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: {
              file: file('Topology file, plan, template or snapshot; without it the bill is allocated alone.'),
              bill: file('File of a billing export: then what it charges is allocated; the part may be repeated.'),
              traffic: file('Throughput file: CSV or Parquet; the part may be repeated.'),
              costCategory: file('Definition of a cost category.'),
            },
          },
        },
      },
    },
    response: {
      200: {
        description: 'The allocation.',
        content: {
          [ESTIMATE_FORMATS.json]: { schema: { $ref: '#/components/schemas/Allocation' } },
          [ESTIMATE_FORMATS.markdown]: text,
          [ESTIMATE_FORMATS.html]: text,
          [ESTIMATE_FORMATS.csv]: text,
          [ESTIMATE_FORMATS.table]: text,
        },
      },
    },
  },
};
