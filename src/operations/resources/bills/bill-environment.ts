import { z } from 'zod';

/** Environment variables of imported bills; made where the service starts. */
export const billEnvironment = () => ({
  /** Folders, files, globs or s3://bucket/prefix, comma-separated. */
  TOLLGATE_BILLS: z
    .string()
    .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
    .default([]),
  /** Five fields, UTC. AWS delivers a bill up to three times a day. */
  TOLLGATE_BILLS_CRON: z
    .string()
    .regex(/^\S+(\s+\S+){4}$/)
    .default('37 */6 * * *'),
  /** The tag of the bill that sums are kept by. */
  TOLLGATE_BILLS_TAG: z.string().min(1).optional(),
});

export interface ImportedBills {
  readonly paths: readonly string[];
  readonly cron: string;
  readonly tag: string | undefined;
}

type Environment = z.output<z.ZodObject<ReturnType<typeof billEnvironment>>>;

export const importedBillsOf = (data: Environment): ImportedBills => ({
  paths: data.TOLLGATE_BILLS,
  cron: data.TOLLGATE_BILLS_CRON,
  tag: data.TOLLGATE_BILLS_TAG,
});
