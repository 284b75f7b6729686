import { z } from 'zod';

const eventSchema = z.looseObject({
  pull_request: z
    .looseObject({
      number: z.number().int().positive(),
      base: z.looseObject({ sha: z.string() }).optional().catch(undefined),
    })
    .optional(),
  issue: z.looseObject({ number: z.number().int().positive(), pull_request: z.unknown() }).optional(),
});

/** Commit that the pull request is to be merged into; undefined for any other event. */
export const baseOf = (event: unknown): string | undefined =>
  eventSchema.safeParse(event).data?.pull_request?.base?.sha;

/** Number of the pull request the workflow runs for; undefined for any other event. */
export function pullRequestOf(event: unknown): number | undefined {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { pull_request: pull, issue } = parsed.data;
  return pull?.number ?? (issue?.pull_request === undefined ? undefined : issue.number);
}
