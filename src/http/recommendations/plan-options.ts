import { z } from 'zod';
import type { RecommendSettings } from '../../operations/recommend/settings.ts';

const word = z.string().min(1).max(256);
/** One word or several: a query string repeats the name. */
const words = (what: string) =>
  z
    .union([z.array(word).max(1000), word])
    .optional()
    .describe(what);
const flag = z.union([z.boolean(), z.enum(['true', 'false'])]);

/** What a plan may do, the same in the query string, in the body's `options` and in a multipart part `options`. Checked as TG4001. */
export const planOptionsSchema = z.strictObject({
  region: word.optional().describe('Region of entries that name none, such as us-east-1.'),
  minAzs: z.coerce.number().optional().describe('Fewest zones of an endpoint that changes; 2 unless given.'),
  maxUtilisation: z.coerce
    .number()
    .optional()
    .describe('Share of the ceiling to use with one zone lost; 0.6 unless given.'),
  hubs: words('VPCs that may serve others; absent = those that do, or the largest users.'),
  pins: words('Endpoints that stay exactly as they are.'),
  forbid: words('Moves that are not made: `move`, or `move:subject` for one endpoint or VPC.'),
  allow: words('Guards to lift.'),
  repair: flag.optional().describe('Also mend what breaks a rule today, at its cost.'),
  dataClassTag: word.optional().describe('Tag that tells the class of data; tollgate:data-class unless given.'),
  sensitive: words('Classes of data that stay on their own endpoint; pii, phi, pci and financial unless given.'),
  horizonMonths: z.coerce.number().optional().describe('Decide for the traffic forecast so many months ahead.'),
  timeLimitSeconds: z.coerce
    .number()
    .optional()
    .describe('Longest search; then the best plan found, with its gap. At most half of what a request may take.'),
});

export type PlanOptions = z.infer<typeof planOptionsSchema>;

/** The options as the use case takes them. The search ends early enough for the answer to be written. */
export function planSettings(options: PlanOptions, mostSeconds: number): RecommendSettings {
  const { hubs, pins, forbid, allow, sensitive, repair, timeLimitSeconds } = options;
  return {
    ...options,
    hubs: list(hubs),
    pins: list(pins),
    forbid: list(forbid),
    allow: list(allow),
    sensitive: list(sensitive),
    repair: repair === undefined ? undefined : String(repair) === 'true',
    timeLimitSeconds: Math.min(timeLimitSeconds ?? mostSeconds, mostSeconds),
  };
}

const list = (value: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : value;
