import { z } from 'zod';
import { BASES, STATISTICS } from '../../capacity/endpoint-load.ts';

import { discountWords } from '../estimates/estimate-options.ts';

const word = z.string().min(1).max(256);
const share = (what: string) => z.coerce.number().positive().max(100).optional().describe(what);

const commonOptions = z.strictObject({
  region: word.optional().describe('Region of entries that name none, such as us-east-1.'),
  from: word.optional().describe('Look at the traffic from this day or time on (RFC 3339).'),
  to: word.optional().describe('Look at the traffic before this day or time (RFC 3339).'),
  watch: share('Share of the capacity from which a zone is watched; 0.6 unless given.'),
  warning: share('Share from which it is a warning; 0.75 unless given.'),
  critical: share('Share from which it is critical; 0.9 unless given.'),
});

/** How headroom is judged, the same in the query string, in the body's `options` and in a multipart part `options`. */
export const headroomOptionsSchema = commonOptions.extend({
  statistic: z.enum(STATISTICS).optional().describe('Figure that stands for the load; p99 unless given.'),
  base: z.enum(BASES).optional().describe('Capacity to compare with; ceiling unless given.'),
});

/** How far a forecast looks. */
export const forecastOptionsSchema = commonOptions.extend({
  months: z.coerce.number().int().min(1).max(36).optional().describe('Whole calendar months; 12 unless given.'),
  discount: discountWords,
  billingDate: z.iso.date().optional().describe('Day (YYYY-MM-DD) whose billing rules apply.'),
});

export type HeadroomOptions = z.infer<typeof headroomOptionsSchema>;
export type ForecastOptions = z.infer<typeof forecastOptionsSchema>;
