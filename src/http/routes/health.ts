import { z } from 'zod';
import type { RouteGroup } from './route-group.ts';

const alive = z.object({ status: z.literal('ok') });
const ready = z.object({ status: z.literal('ready') });

/** A Region whose rates every Tollgate has. */
const PROBE_REGION = 'us-east-1';

/** Whether the process lives, and whether it can price. */
export const health: RouteGroup = (app, { services }) => {
  app.get(
    '/healthz',
    {
      schema: { tags: ['service'], summary: 'The process lives', response: { 200: alive } },
      config: { open: true, alwaysAnswers: true },
    },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      schema: { tags: ['service'], summary: 'The service can price', response: { 200: ready } },
      config: { open: true, alwaysAnswers: true, errors: ['TG1303'] },
    },
    async () => {
      await services.rates.rateCard(PROBE_REGION);
      return { status: 'ready' as const };
    },
  );
};
