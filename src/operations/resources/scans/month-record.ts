import { z } from 'zod';

/** What an endpoint costs in the calendar month (UTC) of its scan, at list price. */
export const monthRecordSchema = z.object({
  month: z.string().describe('YYYY-MM.'),
  toDate: z
    .string()
    .describe('From the start of the month to the end of the measured window: its hours and its bytes.'),
  expected: z
    .string()
    .describe('The same and the rest of the month: hours at the run-rate, bytes as forecast, else at the run-rate.'),
  unknownLines: z.number().int().describe('Cost lines that both leave out.'),
});
export type MonthRecord = z.infer<typeof monthRecordSchema>;
