import { concatenate, partsOf, ResourceRef, Unknown, type Value } from '../value.ts';

/** `Ref` gives an id and `.GroupId` another: neither holds a delimiter. Other attributes (of a custom resource, say) may. */
const isId = (ref: ResourceRef): boolean => ref.attribute === undefined || /^[A-Za-z]*Id$/.test(ref.attribute);

/** Splits a text; where a part of it is not known and may hold the delimiter, the number of items is not known either. */
export function splitValue(value: Value, delimiter: string): Value {
  const parts = partsOf(value);
  const open = parts?.some((part) => part instanceof Unknown || (part instanceof ResourceRef && !isId(part)));
  if (!parts || open) return new Unknown(value instanceof Unknown ? value.label : 'Fn::Split', false);
  const items: (string | ResourceRef | Unknown)[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      items.at(-1)?.push(part);
      continue;
    }
    for (const [index, piece] of part.split(delimiter).entries()) {
      if (index > 0) items.push([]);
      items.at(-1)?.push(piece);
    }
  }
  return items.map(concatenate);
}
