import { z } from 'zod';
import type { OptionValues } from '../../operation.ts';
import { settingsShape } from '../../options/settings.ts';
import { DIFF_INPUTS, DIFF_OPTIONS } from '../declared.ts';

type Words = OptionValues<typeof DIFF_OPTIONS>;

/** What both a project and the whole file may set; the project's own wins. Paths are relative to the file. */
export interface SharedSettings extends Pick<Words, 'region' | 'account' | 'parameters' | 'poolGb'> {
  readonly usageFile?: string | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly parameterFiles?: readonly string[] | undefined;
}

export interface Project extends SharedSettings {
  readonly name: string;
  readonly path: string;
  readonly compareTo?: string | undefined;
  readonly tag?: string | undefined;
}

export interface ProjectFile extends SharedSettings {
  readonly projects?: readonly Project[] | undefined;
  readonly discounts?: string | undefined;
  /** Settings of the whole file, by their keys. */
  readonly [key: string]: unknown;
}

export const DECLARED = { inputs: DIFF_INPUTS, options: DIFF_OPTIONS };

const name = z.string().min(1).max(128);
const file = z.string().min(1).max(4096);
const paths = { one: file, many: z.array(file) };

const projectSchema = z.strictObject({
  name,
  path: file.describe('Plan, template, topology file, snapshot or saved estimate of the state after the change.'),
  compareTo: file
    .optional()
    .describe(
      'The same of the state before, or a folder with a checkout of the base commit; a Terraform plan needs none.',
    ),
  tag: name.optional().describe('Tag of its comment: one comment per tag.'),
  ...settingsShape(DECLARED, ['project'], paths),
});

/** `tollgate.yml`: how a repository wants its changes priced and judged. What may stand in it, the options of a diff say. */
export const projectFileSchema = z.strictObject({
  schema: z.literal('tollgate/project@1').optional(),
  projects: z
    .array(projectSchema)
    .max(1000)
    .refine((projects) => new Set(projects.map((each) => each.name)).size === projects.length, 'two have one name')
    .optional(),
  ...settingsShape(DECLARED, ['project', 'file'], paths),
  gates: z.strictObject(settingsShape(DECLARED, ['gates'], paths)).optional(),
});
