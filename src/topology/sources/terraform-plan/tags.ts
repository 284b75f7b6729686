import { disclosed, type Instance, known } from './instances.ts';
import { recordOf, textOf } from './words.ts';

/** EC2 takes keys of 128 and values of 256 characters; what is longer is no tag. */
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** All tags of an instance, the provider's defaults included; those marked sensitive, or of another type, stay in the plan. */
export function tagsOf(instance: Instance): Record<string, string> {
  const all = recordOf(disclosed(instance, 'tags_all'));
  const tags = Object.keys(all).length > 0 ? all : recordOf(disclosed(instance, 'tags'));
  return Object.fromEntries(
    Object.entries(tags).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' &&
        entry[0] !== '__proto__' &&
        entry[0].length <= LONGEST_KEY &&
        entry[1].length <= LONGEST_VALUE,
    ),
  );
}

/** The account an instance lives in: its owner, else what its ARN names. */
function accountOf(instance: Instance): string | undefined {
  const account = textOf(known(instance, 'owner_id')) ?? textOf(known(instance, 'arn'))?.split(':')[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** The fields every entry of a network has. */
export function tagFields(instance: Instance): { name?: string; account?: string; tags?: Record<string, string> } {
  const tags = tagsOf(instance);
  const account = accountOf(instance);
  return {
    ...(tags.Name !== undefined && { name: tags.Name }),
    ...(account !== undefined && { account }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}
