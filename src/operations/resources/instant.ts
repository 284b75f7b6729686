import { z } from 'zod';

const [FIRST, LAST] = [Date.UTC(1970, 0, 1), Date.UTC(9999, 11, 31, 23, 59, 59, 999)];

/** A time that every part keeps as it is: before the year 1 and after 9999 PostgreSQL and JavaScript write different texts. */
export const instant = (time: z.ZodISODateTime = z.iso.datetime()) =>
  time.refine((text) => Date.parse(text) >= FIRST && Date.parse(text) <= LAST, 'a time from 1970 to 9999');
