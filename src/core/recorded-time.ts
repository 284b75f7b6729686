import { z } from 'zod';

const partsSchema = z.object({
  __class__: z.literal('datetime'),
  year: z.number().int(),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
  hour: z.number().int().min(0).max(23),
  minute: z.number().int().min(0).max(59),
  second: z.number().int().min(0).max(59),
  microsecond: z.number().int().min(0).max(999_999).default(0),
});

/** A time in parts, UTC, as recorders of AWS's Python SDK write it, to the millisecond. */
export const recordedTime = () =>
  partsSchema.transform(
    ({ year, month, day, hour, minute, second, microsecond }) =>
      new Date(Date.UTC(year, month - 1, day, hour, minute, second, Math.floor(microsecond / 1000))),
  );
