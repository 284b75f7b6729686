import { z } from 'zod';

const MOST_WORDS = 1000;

/** A word: a name, a Region, an id. */
export const word = z.string({ error: 'Give one word.' }).min(1).max(256);

/** Words, one or several: a query string repeats the name. */
export const words = z
  .union([z.array(word).max(MOST_WORDS), word], { error: 'Give words.' })
  .transform((given) => [given].flat());

/** A number as text, exactly as it was written: what reads it says what is wrong with it. */
export const numberText = z.union([word, z.number()], { error: 'Give a number.' }).transform(String);

/** Several of those. */
export const numberTexts = z
  .union([z.array(numberText).max(10), numberText], { error: 'Give numbers.' })
  .transform((given) => [given].flat());

/** A number. */
export const number = z.coerce.number({ error: 'Give a number.' }).refine(Number.isFinite, { error: 'Give a number.' });

/** A whole number of one or more. */
export const count = (most = Number.MAX_SAFE_INTEGER) =>
  z.coerce
    .number({ error: 'Give a whole number of one or more.' })
    .int({ error: 'Give a whole number of one or more.' })
    .min(1, { error: 'Give a whole number of one or more.' })
    .max(most, { error: `Give a whole number of at most ${most}.` });

/** On or off. */
export const flag = z.union([z.boolean(), z.stringbool()], { error: 'Give true or false.' });

/** A share of something: 0.6, or 60%. */
export const share = z
  .union([z.number(), word], { error: 'Give a share above zero, such as 0.6 or 60%.' })
  .transform((given, context) => {
    const text = String(given);
    const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && value > 0 && value <= 100) return value;
    context.addIssue('Give a share above zero, such as 0.6 or 60%.');
    return z.NEVER;
  });

/** A day of the calendar. */
export const day = z.iso.date({ error: 'Give a day as YYYY-MM-DD.' });

/** A month of the calendar. */
export const month = z
  .string({ error: 'Give a month such as 2026-11.' })
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, { error: 'Give a month such as 2026-11.' });

const SIZE = 'Give a size such as 500MB or 4GB.';

/** An amount of memory. It goes into a setting of a database, so it is held to its form. */
export const memorySize = z.string({ error: SIZE }).regex(/^\d{1,4}(?:\.\d)?\s?[KMGT]i?B$/i, { error: SIZE });
