import { z } from 'zod';
import type { RouteGroup } from './route-group.ts';

/** Metrics in the text format of Prometheus. */
export const metrics: RouteGroup = (app, { registry }) => {
  app.get(
    '/metrics',
    {
      schema: {
        tags: ['service'],
        operationId: 'getMetrics',
        summary: 'Metrics in the Prometheus text format',
        response: { 200: { description: 'The metrics.', content: { 'text/plain': { schema: z.string() } } } },
      },
      config: { access: 'read', alwaysAnswers: true },
    },
    async (_request, reply) => reply.header('content-type', registry.contentType).send(await registry.metrics()),
  );
};
