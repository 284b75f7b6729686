import { z } from 'zod';
import type { ReadSibling } from '../../topology-source.ts';
import type { ConfigVpc } from './schema.ts';

const text = z.string();
const names = z.array(text).optional().catch(undefined);
const named = z
  .array(z.looseObject({ name: text }))
  .optional()
  .catch(undefined);
const account = z.looseObject({ name: text, organizationalUnit: text.optional() });
const accounts = z.array(account).optional().catch(undefined);

const globalSchema = z.looseObject({ homeRegion: text.optional().catch(undefined) });
const accountsSchema = z.looseObject({ mandatoryAccounts: accounts, workloadAccounts: accounts });
const customizationsSchema = z.looseObject({
  customizations: z.looseObject({ cloudFormationStacks: named, cloudFormationStackSets: named }).optional(),
});
const targetsSchema = z.looseObject({ accounts: names, organizationalUnits: names, excludedAccounts: names });

/** What the other files of an accelerator's folder tell; undefined where there is no such file. */
export interface AcceleratorFolder {
  readonly homeRegion: string | undefined;
  readonly accounts: readonly z.infer<typeof account>[] | undefined;
  /** Stacks and stack sets of customizations-config.yaml. */
  readonly stacks: readonly string[];
}

/** Reads global-config.yaml, accounts-config.yaml and customizations-config.yaml beside the network configuration. */
export async function acceleratorFolder(sibling: ReadSibling | undefined): Promise<AcceleratorFolder> {
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> =>
    schema.safeParse((await sibling?.(name))?.value).data;
  const listed = await read('accounts-config.yaml', accountsSchema);
  const custom = (await read('customizations-config.yaml', customizationsSchema))?.customizations;
  return {
    homeRegion: (await read('global-config.yaml', globalSchema))?.homeRegion,
    accounts: listed && [...(listed.mandatoryAccounts ?? []), ...(listed.workloadAccounts ?? [])],
    stacks: [...(custom?.cloudFormationStacks ?? []), ...(custom?.cloudFormationStackSets ?? [])].map(
      ({ name }) => name,
    ),
  };
}

/**
 * A VPC template in each account that it is deployed to: those named, and those whose unit is one of its targets or, for `Root`, all, less the
 * excluded ones (the accelerator's own rule). Undefined where the accounts, or the targets, are not told.
 */
export function deployed(template: ConfigVpc, { accounts: all }: AcceleratorFolder): readonly ConfigVpc[] | undefined {
  const targets = targetsSchema.safeParse(template.deploymentTargets).data;
  if (!targets) return undefined;
  const { accounts: stated = [], organizationalUnits: units = [], excludedAccounts: excluded = [] } = targets;
  if (units.length > 0 && all === undefined) return undefined;
  const inUnits = (all ?? []).filter(
    ({ organizationalUnit: unit }) => units.includes('Root') || (unit !== undefined && units.includes(unit)),
  );
  const targeted = new Set([...inUnits.map(({ name }) => name), ...stated].filter((name) => !excluded.includes(name)));
  return [...targeted].map((name) => ({ ...template, name: `${template.name}/${name}`, account: name }));
}
