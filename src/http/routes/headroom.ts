import { headroomOptionsSchema } from '../capacity/capacity-options.ts';
import { addCapacityRoute } from '../capacity/capacity-route.ts';
import type { RouteGroup } from './route-group.ts';

/** How full each zone is. */
export const headroom: RouteGroup = (app, context) =>
  addCapacityRoute(app, context, {
    path: '/v1/headroom',
    subject: 'headroom',
    schema: {
      tags: ['capacity'],
      operationId: 'createHeadroom',
      summary: 'How full each zone of each endpoint is, today and with one zone gone',
      description:
        'Takes a network with its throughput: a snapshot, or a document and rows of traffic (JSON), or files (multipart). Without ' +
        'throughput the stated peaks speak; what nobody tells is `unknown`, which is not `ok`.',
    },
    options: headroomOptionsSchema,
  });
