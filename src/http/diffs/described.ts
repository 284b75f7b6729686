import type { FastifyContextConfig } from 'fastify';
import {
  file,
  multipart,
  OPTIONS_PART,
  PURE_HEADERS,
  READ_ERRORS,
  ref,
  renderingsWithInfracost,
  TRAFFIC_PART,
  USAGE_PART,
} from '../openapi/bodies.ts';

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

/** A plan: its shape is its maker's. */
const FOREIGN = { type: 'object', additionalProperties: true, description: 'A Terraform plan.' };

/** What no zod schema tells of the route: bodies that are read as bytes and answers that are written as text. */
export const describedDiff: FastifyContextConfig = {
  errors: [
    ...READ_ERRORS,
    ...(['TG1120', 'TG1121', 'TG1302', 'TG1401', 'TG5001', 'TG5002', 'TG5003', 'TG5004', 'TG6010'] as const),
  ],
  describe: {
    headers: PURE_HEADERS,
    body: {
      content: {
        'application/json': { schema: { anyOf: [ref('DiffEnvelopeInput'), FOREIGN], examples: [EXAMPLE] } },
        'application/yaml': { schema: ref('DiffEnvelopeInput') },
        ...multipart(['head'], {
          head: file('The state after the change: plan, template, topology, snapshot or estimate, JSON or YAML.'),
          base: file('The state before; absent where head is a Terraform plan.'),
          usage: USAGE_PART,
          traffic: TRAFFIC_PART,
          options: OPTIONS_PART,
        }),
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
        content: renderingsWithInfracost(ref('Diff')),
      },
    },
  },
};
