import { z } from 'zod';
import { METRIC_COLUMNS } from '../../metric-source.ts';
import table from './metrics.json' with { type: 'json' };

const kindSchema = z.object({
  namespace: z.string(),
  metrics: z.array(
    z.object({ column: z.enum(METRIC_COLUMNS), name: z.string(), statistic: z.enum(['Sum', 'Maximum']) }),
  ),
});

/** Names, statistics, retention and limits of CloudWatch as data; sources in the file. */
export const FACTS = z
  .object({
    endpoint: kindSchema,
    service: kindSchema,
    bands: z.array(z.object({ periodSeconds: z.number(), oldestDays: z.number() })),
    queriesPerCall: z.number(),
    datapointsPerPage: z.number(),
    usdPerThousandMetrics: z.string(),
  })
  .parse(table);
