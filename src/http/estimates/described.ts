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

/** A plan or template: its shape is its maker's. */
const FOREIGN = { type: 'object', additionalProperties: true, description: 'A Terraform plan or another document.' };

/** What no zod schema tells of the route: bodies that are read as bytes and answers that are written as text. */
export const describedEstimate: FastifyContextConfig = {
  errors: [...READ_ERRORS, 'TG1302', 'TG1401'],
  describe: {
    headers: PURE_HEADERS,
    body: {
      content: {
        'application/json': {
          schema: {
            anyOf: [ref('TopologyInput'), ref('EstimateEnvelopeInput'), FOREIGN],
            examples: [NETWORK, { document: NETWORK }],
          },
        },
        'application/yaml': { schema: ref('TopologyInput') },
        ...multipart(['file'], {
          file: file('Topology file, Terraform plan or another document: JSON or YAML.'),
          usage: USAGE_PART,
          traffic: TRAFFIC_PART,
          options: OPTIONS_PART,
        }),
      },
    },
    response: { 200: { description: 'The estimate.', content: renderingsWithInfracost(ref('Estimate')) } },
  },
};
