import ipaddr from 'ipaddr.js';

/** An address range: its first address and the length of its prefix. */
export type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The ranges of a list of CIDRs; undefined where there are none or one cannot be read. */
export function rangesOf(cidrs: readonly string[] | undefined): readonly Range[] | undefined {
  const read = (cidrs ?? []).map(rangeOf);
  return read.length > 0 && read.every((each) => each !== undefined) ? read : undefined;
}

const rangeOf = (cidr: string): Range | undefined => (ipaddr.isValidCIDR(cidr) ? ipaddr.parseCIDR(cidr) : undefined);

/** Whether two lists of ranges share an address; undefined where one of them is not known. */
export function overlap(a: readonly Range[] | undefined, b: readonly Range[] | undefined): boolean | undefined {
  if (!a || !b) return undefined;
  return a.some((x) => b.some((y) => holds(x, y) || holds(y, x)));
}

/** Whether every address of `inner` lies in `outer`; false where either cannot be read. */
export function contains(outer: string, inner: string): boolean {
  const wide = rangeOf(outer);
  const narrow = rangeOf(inner);
  return wide !== undefined && narrow !== undefined && holds(wide, narrow);
}

const holds = (wide: Range, [narrow, bits]: Range): boolean =>
  wide[0].kind() === narrow.kind() && wide[1] <= bits && narrow.match(wide);
