import { endpointOf } from '../region/client.ts';
import { block, foreignWay, type Guard, type GuardContext, warn } from './guard.ts';

/** Tags that commonly keep environments and classes of data apart. */
const COMMON = ['env', 'environment', 'stage', 'data-class'];

/** VPCs on different sides of a wall share nothing. Without a wall, unlike values of common tags are a warning. */
export const walls: Guard = (client, way, context) => {
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined || client.vpc === undefined) return undefined;
  const { place } = foreign;
  const here = tagsOf(context, client.vpc, endpointOf(client)?.endpoint.tags);
  const there = tagsOf(context, place.vpc, place.joined?.endpoint.tags);
  for (const tag of context.options.walls) {
    const [one, other] = [valueIn(here, tag), valueIn(there, tag)];
    const unknown = one === undefined ? client.vpc : other === undefined ? place.vpc : undefined;
    if (unknown !== undefined) return block(`${unknown} has no tag ${tag}, so its side of that wall is not known`);
    if (one !== other) return block(`${client.vpc} and ${place.vpc} lie on different sides of the wall ${tag}`);
  }
  if (Object.keys(here).length === 0 || Object.keys(there).length === 0) return undefined;
  const unlike = [...COMMON, context.options.dataClassTag].filter((tag) => {
    const [one, other] = [valueIn(here, tag), valueIn(there, tag)];
    return one !== undefined && other !== undefined && one !== other;
  });
  return unlike.length === 0
    ? undefined
    : warn(
        `${client.vpc} and ${place.vpc} differ in the tag ${unlike.join(', ')}: \`--wall tag:${unlike[0]}\` keeps them apart`,
      );
};

type Tags = Readonly<Record<string, string>>;

/** The tags of a VPC; those of the endpoint count where the VPC has none of that key. */
const tagsOf = ({ vpcs }: GuardContext, vpc: string, own: Tags | undefined): Tags => ({
  ...own,
  ...vpcs.entry(vpc)?.tags,
});

/** The value of a tag, whatever the case its key is written in. */
function valueIn(tags: Tags, key: string): string | undefined {
  const name = Object.keys(tags).find((each) => each.toLowerCase() === key.toLowerCase());
  return name === undefined ? undefined : tags[name]?.toLowerCase();
}
