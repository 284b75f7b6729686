import type { FastifyContextConfig } from 'fastify';
import { ESTIMATE_FORMATS } from '../estimates/formats.ts';

const file = (description: string) => ({ type: 'string', contentMediaType: 'application/octet-stream', description });
const text = { schema: { type: 'string' } };

/** What no zod schema tells of the route: a body that is written to disk and an answer that is written as text. */
export const describedReconciliation: FastifyContextConfig = {
  errors: [
    ...['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1012', 'TG1013', 'TG1014', 'TG1101', 'TG1102'],
    ...['TG1103', 'TG1104', 'TG1302', 'TG1503', 'TG1504', 'TG1507', 'TG1508', 'TG6002', 'TG6003', 'TG6004'],
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
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file', 'bill'],
            properties: {
              file: file('Snapshot, topology file, plan or template.'),
              bill: file('File of a billing export; the part may be repeated.'),
              traffic: file('Throughput file: CSV or Parquet; the part may be repeated.'),
            },
          },
        },
      },
    },
    response: {
      200: {
        description: 'The reconciliation.',
        content: {
          [ESTIMATE_FORMATS.json]: { schema: { $ref: '#/components/schemas/Reconciliation' } },
          [ESTIMATE_FORMATS.markdown]: text,
          [ESTIMATE_FORMATS.html]: text,
          [ESTIMATE_FORMATS.csv]: text,
          [ESTIMATE_FORMATS.table]: text,
        },
      },
    },
  },
};
