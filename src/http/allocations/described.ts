import type { FastifyContextConfig } from 'fastify';
import { file, multipart, PURE_HEADERS, READ_ERRORS, ref, renderings, TRAFFIC_PART } from '../openapi/bodies.ts';

/** What no zod schema tells of the route: a body that is a network, or the parts of one, and an answer that is written as text. */
export const describedAllocation: FastifyContextConfig = {
  errors: [...READ_ERRORS, 'TG1302', 'TG6002', 'TG6003', 'TG6004', 'TG6005', 'TG6006'],
  describe: {
    headers: PURE_HEADERS,
    body: {
      content: {
        'application/json': { schema: ref('TopologyInput') },
        ...multipart([], {
          file: file('Topology file, plan, template or snapshot; without it the bill is allocated alone.'),
          bill: file('File of a billing export: then what it charges is allocated; the part may be repeated.'),
          traffic: TRAFFIC_PART,
          costCategory: file('Definition of a cost category.'),
        }),
      },
    },
    response: { 200: { description: 'The allocation.', content: renderings(ref('Allocation')) } },
  },
};
