import type { FastifyContextConfig } from 'fastify';
import {
  file,
  multipart,
  OPTIONS_PART,
  PURE_HEADERS,
  READ_ERRORS,
  ref,
  renderings,
  TRAFFIC_PART,
  USAGE_PART,
} from '../openapi/bodies.ts';

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

/** What no zod schema tells of the two routes: bodies that are read as bytes and answers that are written as text. */
export function describedCapacity(subject: 'Headroom' | 'Forecast'): FastifyContextConfig {
  const envelope = ref(`${subject}EnvelopeInput`);
  return {
    errors: [...READ_ERRORS, 'TG3001', 'TG3005', ...(subject === 'Forecast' ? (['TG1302', 'TG1401'] as const) : [])],
    describe: {
      headers: PURE_HEADERS,
      body: {
        content: {
          'application/json': {
            schema: {
              anyOf: [envelope, ref('TopologyInput')],
              examples: [{ document: NETWORK, traffic: [ROW] }],
            },
          },
          'application/yaml': { schema: envelope },
          ...multipart(['file'], {
            file: file('Topology file, plan, template or snapshot: JSON or YAML.'),
            traffic: TRAFFIC_PART,
            usage: USAGE_PART,
            options: OPTIONS_PART,
          }),
        },
      },
      response: {
        200: { description: `The ${subject.toLowerCase()} document.`, content: renderings(ref(subject)) },
      },
    },
  };
}
