import { z } from 'zod';

/** Compiling these schemas takes as long as reading a plan of 200 kB, and reads one of 10 MB no faster: they are interpreted. */
export const INTERPRETED = { jitless: true } as const;

/** What a plan of another shape would hold is left out rather than refused: only the fields named here are ours. */
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
/** Longer addresses name nothing that people made. */
export const LONGEST_ADDRESS = 512;
const address = z.string().min(1).max(LONGEST_ADDRESS);
const list = z.array(z.unknown()).optional().catch(undefined);
const record = z.record(z.string(), z.unknown()).optional().catch(undefined);

/** `terraform show -json` of a plan file, format 0.1 to 1.x (HashiCorp, "JSON Output Format"; OpenTofu writes the same). */
export const planSchema = z.object({
  format_version: text,
  errored: flag,
  complete: flag,
  variables: record,
  resource_changes: list,
  deferred_changes: list,
  planned_values: z.unknown().optional(),
  prior_state: z.unknown().optional(),
  configuration: z.unknown().optional(),
});
export type TerraformPlan = z.infer<typeof planSchema>;

/** One entry of `resource_changes`. */
export const changeSchema = z.object({
  address,
  previous_address: text,
  mode: text,
  type: z.string(),
  index: z.union([z.string(), z.number()]).optional().catch(undefined),
  deposed: text,
  change: z.object({
    actions: z.array(z.string()).catch([]),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    after_unknown: z.unknown().optional(),
    before_sensitive: z.unknown().optional(),
    after_sensitive: z.unknown().optional(),
  }),
});

/** One resource of `planned_values` or `prior_state`. */
export const resourceSchema = z.object({
  address,
  mode: text,
  type: z.string(),
  index: z.union([z.string(), z.number()]).optional().catch(undefined),
  values: z.unknown().optional(),
  sensitive_values: z.unknown().optional(),
});
