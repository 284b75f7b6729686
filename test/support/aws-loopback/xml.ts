/** A value as the EC2 query protocol writes it: lists become <item> elements, keys start in lower case. */
export type XmlValue =
  | string
  | number
  | boolean
  | readonly XmlValue[]
  | { readonly [key: string]: XmlValue | undefined };

export function toXml(value: XmlValue): string {
  if (Array.isArray(value)) return value.map((each) => `<item>${toXml(each)}</item>`).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, each]) => (each === undefined ? '' : `<${key}>${toXml(each)}</${key}>`))
      .join('');
  }
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
