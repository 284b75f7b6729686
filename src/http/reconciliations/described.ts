import type { FastifyContextConfig } from 'fastify';
import { file, multipart, PURE_HEADERS, ref, renderings } from '../openapi/bodies.ts';

/** What no zod schema tells of the route: a body that is written to disk and an answer that is written as text. */
export const describedReconciliation: FastifyContextConfig = {
  errors: [
    ...['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1012', 'TG1013', 'TG1014', 'TG1101', 'TG1102'],
    ...['TG1103', 'TG1104', 'TG1302', 'TG1503', 'TG1504', 'TG1507', 'TG1508', 'TG6002', 'TG6003', 'TG6004'],
  ] as NonNullable<FastifyContextConfig['errors']>,
  describe: {
    headers: PURE_HEADERS,
    body: {
      content: multipart(['file', 'bill'], {
        file: file('Snapshot, topology file, plan or template.'),
        bill: file('File of a billing export; the part may be repeated.'),
        traffic: file('Throughput file: CSV or Parquet; the part may be repeated.'),
      }),
    },
    response: { 200: { description: 'The reconciliation.', content: renderings(ref('Reconciliation')) } },
  },
};
