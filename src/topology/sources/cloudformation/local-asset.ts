import { z } from 'zod';
import type { TopologyReadOptions } from '../../topology-source.ts';
import { LOCATIONS } from './nested-template.ts';
import type { StackScope } from './scope.ts';
import { PartialText, textOf } from './value.ts';

/** What the CDK writes beside the template of a stack: which local file is published under which key. */
const assetsSchema = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.looseObject({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

/**
 * Local file of a nested stack whose template the CDK publishes to a bucket; undefined where the asset manifest of its stack does not
 * tell. `top` = path of the stack's outermost template.
 */
export async function localAsset(
  stack: StackScope,
  logicalId: string,
  type: string,
  top: string,
  sibling: TopologyReadOptions['sibling'],
): Promise<string | undefined> {
  const url = stack.property(logicalId, LOCATIONS[type] ?? '');
  const end = url instanceof PartialText ? url.parts.at(-1) : textOf(url);
  if (typeof end !== 'string' || !top.endsWith('.template.json')) return undefined;
  const manifest = await sibling?.(top.replace(/\.template\.json$/, '.assets.json'));
  const parsed = assetsSchema.safeParse(manifest?.value);
  if (!parsed.success) return undefined;
  const asset = Object.values(parsed.data.files).find(({ destinations }) =>
    Object.values(destinations).some(({ objectKey }) => end.endsWith(`/${objectKey}`)),
  );
  return asset?.source.path;
}
