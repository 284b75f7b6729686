import { TollgateError } from '../core/errors.ts';
import { shortService } from '../core/ids.ts';
import type { NetworkResource } from './charge.ts';
import type { JoinedEndpoint } from './join.ts';

/** What costs can be grouped by, beside tags. Client keys share an endpoint's cost among those who send to it. */
export const GROUP_WORDS = ['vpc', 'account', 'service', 'region', 'type', 'client-vpc', 'client-account'] as const;

export type GroupKey = (typeof GROUP_WORDS)[number] | `tag:${string}`;

/** What stands where the network does not say. */
export const UNKNOWN = '(unknown)';
const UNTAGGED = '(untagged)';

/** Reads a group key such as "vpc" or "tag:team". Throws TG1012 naming the keys. */
export function parseGroupKey(text: string): GroupKey {
  const word = GROUP_WORDS.find((each) => each === text);
  if (word) return word;
  if (isTagKey(text)) return text;
  throw new TollgateError('TG1012', 'The key to group costs by is not one that Tollgate knows.', {
    hint: `Give one of ${GROUP_WORDS.join(', ')}, or tag:KEY.`,
  });
}

const isTagKey = (text: string): text is `tag:${string}` => text.startsWith('tag:') && text.length > 'tag:'.length;

/** The group an endpoint belongs to as a whole. */
export function groupOfEndpoint({ endpoint, region, account }: JoinedEndpoint, key: GroupKey): string {
  switch (key) {
    case 'vpc':
    case 'client-vpc':
      return endpoint.vpc ?? UNKNOWN;
    case 'account':
    case 'client-account':
      return account ?? UNKNOWN;
    case 'service':
      return endpoint.service === undefined ? UNKNOWN : shortService(endpoint.service);
    case 'region':
      return region ?? UNKNOWN;
    case 'type':
      return endpoint.type;
    default:
      return tagOf(endpoint.tags, key);
  }
}

/** The group of a resource; it serves no service of its own, so that group is its kind in brackets. */
export function groupOfResource(resource: NetworkResource, key: GroupKey): string {
  switch (key) {
    case 'vpc':
    case 'client-vpc':
      return resource.vpc ?? UNKNOWN;
    case 'account':
    case 'client-account':
      return resource.account ?? UNKNOWN;
    case 'service':
      return `(${resource.kind})`;
    case 'region':
      return resource.region ?? UNKNOWN;
    case 'type':
      return resource.kind;
    default:
      return tagOf(resource.tags, key);
  }
}

function tagOf(tags: Readonly<Record<string, string>> | undefined, key: `tag:${string}`): string {
  const name = key.slice('tag:'.length);
  return tags && Object.hasOwn(tags, name) ? (tags[name] ?? UNTAGGED) : UNTAGGED;
}
