import { z } from 'zod';
import type { RouteGroup } from './route-group.ts';

const alive = z.object({ status: z.literal('ok') }).meta({ examples: [{ status: 'ok' }] });
const ready = z.object({ status: z.literal('ready') }).meta({ examples: [{ status: 'ready' }] });

/** A Region whose rates every Tollgate has. */
const PROBE_REGION = 'us-east-1';

/** Whether the process lives, and whether it can price. */
export const health: RouteGroup = (app, { probe }) => {
  app.get(
    '/healthz',
    {
      schema: { tags: ['service'], operationId: 'getHealth', summary: 'The process lives', response: { 200: alive } },
      config: { access: 'open', alwaysAnswers: true },
    },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        tags: ['service'],
        operationId: 'getReadiness',
        summary: 'The service can price',
        response: { 200: ready },
      },
      config: { access: 'open', alwaysAnswers: true, errors: ['TG1303'] },
    },
    async () => {
      await probe.rateCard(PROBE_REGION);
      return { status: 'ready' as const };
    },
  );
};
