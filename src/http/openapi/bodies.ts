import type { FastifyContextConfig } from 'fastify';
import { ESTIMATE_FORMATS } from '../estimates/formats.ts';

type Codes = NonNullable<FastifyContextConfig['errors']>;

/** A named schema of the document. */
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A part of a multipart body that holds a file. */
export const file = (description: string) => ({
  type: 'string',
  contentMediaType: 'application/octet-stream',
  description,
});

export const USAGE_PART = file('Infracost usage file 0.1.');
export const TRAFFIC_PART = file('Throughput file: CSV or Parquet.');
export const OPTIONS_PART = {
  type: 'string',
  contentMediaType: 'application/json',
  description: 'The options as JSON.',
};

/** A multipart body. */
export const multipart = (required: readonly string[], properties: Readonly<Record<string, unknown>>) => ({
  'multipart/form-data': { schema: { type: 'object', required, properties } },
});

/** Headers of a request that stores nothing. */
export const PURE_HEADERS = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      description: 'Accepted; repeating the request gives the same answer anyway.',
    },
  },
};

/** What reading a network from a body may end with. */
export const READ_ERRORS: Codes = [
  ...['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1008', 'TG1009', 'TG1010', 'TG1011'],
  ...['TG1012', 'TG1013', 'TG1014', 'TG1101', 'TG1102', 'TG1103', 'TG1104', 'TG1201', 'TG1202'],
  ...['TG1503', 'TG1504', 'TG1507', 'TG1508'],
] as Codes;

const text = { schema: { type: 'string' } };

/** A document as JSON and in every form that people read. */
export const renderings = (schema: unknown) => ({
  [ESTIMATE_FORMATS.json]: { schema },
  [ESTIMATE_FORMATS.markdown]: text,
  [ESTIMATE_FORMATS.html]: text,
  [ESTIMATE_FORMATS.csv]: text,
  [ESTIMATE_FORMATS.table]: text,
});

/** The same, and as Infracost writes it. */
export const renderingsWithInfracost = (schema: unknown) => ({
  ...renderings(schema),
  [ESTIMATE_FORMATS.infracost]: { schema: { type: 'object', description: 'Infracost JSON 0.2.' } },
});
