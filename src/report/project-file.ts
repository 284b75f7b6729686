import { z } from 'zod';
import { decimalText } from '../core/decimal-text.ts';
import { writtenBudgetsSchema } from './budget-document.ts';

const name = z.string().min(1).max(128);
const file = z.string().min(1).max(4096);

/** An amount a month (`100`) or a share of base (`10%`). */
const increase = z.union([z.number().min(0).transform(String), z.string()]);

const parameters = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value)),
);

/** What both a project and the whole file may set; the project's own wins. Paths are relative to the file. */
const settings = {
  /** Infracost usage file with stated traffic. */
  usageFile: file.optional(),
  /** Throughput files (CSV or Parquet) with measured traffic. */
  traffic: z.array(file).optional(),
  /** Region of entries that name none. */
  region: z.string().optional(),
  /** Template parameters and imported values. */
  parameters: parameters.optional(),
  /** Files of template parameters, as the AWS CLI takes them. */
  parameterFiles: z.array(file).optional(),
  /** GB a month that the same billing family processes outside, by Region. */
  poolGb: z.record(z.string(), decimalText).optional(),
};

const projectSchema = z.strictObject({
  name,
  /** Plan, template, topology file, snapshot or saved estimate of the state after the change. */
  path: file,
  /** The same of the state before, or a folder with a checkout of the base commit; a Terraform plan needs none. */
  compareTo: file.optional(),
  /** Tag of its comment: one comment per tag. */
  tag: name.optional(),
  ...settings,
});

const gatesSchema = z.strictObject({
  maxIncrease: z.union([increase, z.array(increase)]).optional(),
  maxMonthly: decimalText.optional(),
  minAzs: z.number().int().min(1).max(64).optional(),
  maxUtilisation: z.number().positive().max(10).optional(),
  /** As in a file of `tollgate/budget@1`. */
  budgets: writtenBudgetsSchema.optional(),
  /** Fail on what base violates already, too. */
  failOnExisting: z.boolean().optional(),
});

/** `tollgate.yml`: how a repository wants its changes priced and judged. */
export const projectFileSchema = z.strictObject({
  schema: z.literal('tollgate/project@1').optional(),
  projects: z
    .array(projectSchema)
    .max(1000)
    .refine((projects) => new Set(projects.map((each) => each.name)).size === projects.length, 'two have one name')
    .optional(),
  ...settings,
  gates: gatesSchema.optional(),
  /** Tags that every added endpoint must carry. */
  tags: z.array(z.string().min(1)).optional(),
});

export type ProjectFile = z.infer<typeof projectFileSchema>;
export type Project = z.infer<typeof projectSchema>;
