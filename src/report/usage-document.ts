import { z } from 'zod';

/** A usage file that was brought up to date. */
export const usageDocumentSchema = z.object({
  schema: z.literal('tollgate/usage@1'),
  text: z.string().describe('The usage file (Infracost 0.1) as it is to be written.'),
  written: z.int().describe('Endpoints with a value that was measured.'),
  kept: z.int().describe('Values of the user that stay.'),
  unmatched: z.int().describe('Measured endpoints that the plan does not declare.'),
});

export type UsageDocument = z.infer<typeof usageDocumentSchema>;
