import { TollgateError } from '../../core/errors.ts';

/** What cost is allocated by, beside tags and cost categories. */
export const ALLOCATION_WORDS = ['team', 'account', 'vpc', 'service', 'region'] as const;

export type AllocationKey =
  | { readonly kind: 'account' | 'vpc' | 'service' | 'region'; readonly text: string }
  | { readonly kind: 'tag' | 'cost-category'; readonly name: string; readonly text: string };

/** Reads a key such as "account", "tag:cost-centre" or "cost-category:Division"; "team" is the tag of that name. Throws TG1012. */
export function parseAllocationKey(text: string): AllocationKey {
  if (text === 'team') return { kind: 'tag', name: 'team', text: 'tag:team' };
  const word = (['account', 'vpc', 'service', 'region'] as const).find((each) => each === text);
  if (word) return { kind: word, text };
  const [, kind, name] = /^(tag|cost-category):(.{1,256})$/s.exec(text) ?? [];
  if (kind !== undefined && name !== undefined) return { kind: kind as 'tag' | 'cost-category', name, text };
  throw new TollgateError('TG1012', 'The key to allocate by is not one that Tollgate knows.', {
    hint: `Give one of ${ALLOCATION_WORDS.join(', ')}, tag:KEY or cost-category:NAME.`,
  });
}
