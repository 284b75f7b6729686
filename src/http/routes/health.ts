import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import type { RouteGroup } from './route-group.ts';

const alive = z.object({ status: z.literal('ok') }).meta({ examples: [{ status: 'ok' }] });
const part = z.enum(['ok', 'failed', 'unused']);
const readinessSchema = z
  .object({
    status: z.enum(['ready', 'not ready', 'stopping']),
    parts: z.object({ rates: part, state: part, history: part, queue: part }),
    code: z.string().optional().describe('Why there are no rates.'),
  })
  .meta({ examples: [{ status: 'ready', parts: { rates: 'ok', state: 'ok', history: 'ok', queue: 'ok' } }] });

/** A Region whose rates every Tollgate has. */
const PROBE_REGION = 'us-east-1';

const UNUSED = { state: 'unused', history: 'unused', queue: 'unused' } as const;

/** Whether the process lives, and whether it can do its work. */
export const health: RouteGroup = (app, { probe, services, draining }) => {
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
        summary: 'The replica can do its work, part by part',
        response: { 200: readinessSchema, 503: readinessSchema },
      },
      config: { access: 'open', alwaysAnswers: true },
    },
    async (_request, reply) => {
      const [failure, others] = await Promise.all([
        probe.rateCard(PROBE_REGION).then(
          () => undefined,
          (error: unknown) => (error instanceof TollgateError ? error.code : 'TG1509'),
        ),
        services.readiness?.() ?? UNUSED,
      ]);
      const parts = { rates: failure === undefined ? ('ok' as const) : ('failed' as const), ...others };
      const works = !Object.values(parts).includes('failed');
      const isStopping = draining?.aborted === true;
      reply.code(works && !isStopping ? 200 : 503);
      const status = isStopping ? 'stopping' : works ? 'ready' : 'not ready';
      return { status, parts, ...(failure !== undefined && { code: failure }) } as const;
    },
  );
};
