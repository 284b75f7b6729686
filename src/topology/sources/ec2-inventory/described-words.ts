/** An object of JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON that stands as text inside JSON; everything else as it is. */
export function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** `vpcEndpointId` and `vpc_endpoint_id` as EC2's answers write them: `VpcEndpointId`. */
export const describedKey = (key: string): string =>
  key.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Lists of ranges that AWS Config writes as bare texts beside the objects of the same name. */
const BARE: Readonly<Record<string, string>> = { Ipv4Ranges: 'IpRanges' };

/** A value of AWS Config or Steampipe in the words of EC2's answers. A state that is an object of one value is that value. */
export function asDescribed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asDescribed);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === 'value') return value['value'];
  const own = Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
    inner === null ? [] : [[describedKey(key), asDescribed(inner)]],
  );
  const described = Object.fromEntries(own);
  for (const [from, to] of Object.entries(BARE)) {
    if (described[from] !== undefined) described[to] = described[from];
  }
  return described;
}
