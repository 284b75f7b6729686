import { forecastOptionsSchema } from '../capacity/capacity-options.ts';
import { addCapacityRoute } from '../capacity/capacity-route.ts';
import type { RouteGroup } from './route-group.ts';

/** When zones fill up and what coming months cost. */
export const forecasts: RouteGroup = (app, context) =>
  addCapacityRoute(app, context, {
    path: '/v1/forecasts',
    subject: 'forecast',
    schema: {
      tags: ['capacity'],
      operationId: 'createForecast',
      summary: 'When each zone fills up and what each coming month costs',
      description:
        'Takes a network with its throughput: a snapshot, or a document and rows of traffic (JSON), or files (multipart). Every ' +
        'series is foretold by the method that did best in a back-test, with intervals; a short history is refused, not drawn on.',
    },
    options: forecastOptionsSchema,
  });
