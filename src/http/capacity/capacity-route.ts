import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { disconnectionOf } from '../disconnection.ts';
import { contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import type { planOptionsSchema } from '../recommendations/plan-options.ts';
import { PAGE_POLICY } from '../routes/estimates.ts';
import type { App } from '../routes/route-group.ts';
import type { forecastOptionsSchema, headroomOptionsSchema } from './capacity-options.ts';
import type { CapacityTask } from './capacity-task.ts';
import { describedCapacity } from './described.ts';
import { capacityFormat, capacityInputsOf } from './task-of-request.ts';

export interface CapacityRoute {
  readonly path: string;
  readonly subject: CapacityTask['subject'];
  readonly schema: {
    readonly tags: string[];
    readonly operationId: string;
    readonly summary: string;
    readonly description: string;
  };
  readonly options: typeof headroomOptionsSchema | typeof forecastOptionsSchema | typeof planOptionsSchema;
  /** What the work is told besides. */
  readonly also?: { readonly mostSeconds: number };
}

const NAMES = { headroom: 'Headroom', forecast: 'Forecast', plan: 'Plan' } as const;

/** Adds a route that computes a document from a network and its throughput. Pure: nothing is stored. */
export function addCapacityRoute(app: App, context: AppContext, route: CapacityRoute): void {
  const {
    capacity,
    budget,
    options: { bodyLimitBytes },
  } = context;
  const { subject } = route;
  const querySchema = route.options.extend({
    kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
    format: z
      .enum(ESTIMATE_FORMAT_NAMES)
      .exclude(['infracost'])
      .optional()
      .describe('Form of the answer; wins over Accept.'),
  });
  app.post(
    route.path,
    {
      schema: { ...route.schema, querystring: querySchema },
      config: { access: 'read', tenants: true, ...describedCapacity(NAMES[subject]), rawBody: true },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, kind, ...options } = request.query;
      const format = capacityFormat(given, request.headers.accept);
      const inputs = await capacityInputsOf(request, budget, route.options);
      const task = { ...inputs, ...route.also, subject, kind, format, options: { ...inputs.options, ...options } };
      const answer = await capacity(task as CapacityTask, disconnectionOf(reply));
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
}
