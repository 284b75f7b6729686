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

type Subject = 'Headroom' | 'Forecast' | 'Plan';

const OWN_ERRORS: Readonly<Record<Subject, NonNullable<FastifyContextConfig['errors']>>> = {
  Headroom: ['TG3001'],
  Forecast: ['TG1302', 'TG1401', 'TG3001'],
  Plan: ['TG1302', 'TG1401', 'TG4001', 'TG4002'],
};

/** What no zod schema tells of these routes: bodies that are read as bytes and answers that are written as text. */
export function describedCapacity(subject: Subject): FastifyContextConfig {
  const envelope = ref(`${subject}EnvelopeInput`);
  return {
    errors: [...READ_ERRORS, 'TG3005', ...OWN_ERRORS[subject]],
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
