/** An instance index in a Terraform address: ["key"], [0] or the wildcard [*]. */
const INDEX = /\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)\]/g;

/** The address with every index as [*]: what an address and all patterns that could match it share. */
export const familyOf = (address: string): string => address.replace(INDEX, '[*]');

/** How many indexes a pattern leaves open; 0 = it names one resource. */
export const wildcardsIn = (pattern: string): number => pattern.split('[*]').length - 1;

/** Whether a pattern names an address, index by index; both must be of one family. */
export function matches(pattern: string, address: string): boolean {
  const wanted = pattern.match(INDEX) ?? [];
  const given = address.match(INDEX) ?? [];
  return wanted.every((index, position) => index === '[*]' || index === given[position]);
}

/** The resource type in a Terraform address; undefined for anything else, such as an id of a topology file. */
export function resourceTypeOf(address: string): string | undefined {
  return /(?:^|\.)([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\.[^.]+$/.exec(address.replace(INDEX, ''))?.[1];
}
