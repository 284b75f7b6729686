import { isList, isMapping, PartialText, plainOf, ResourceRef, textOf, Unknown, type Value } from './value.ts';

/** Tags whose key and value are both known. */
export function tagsOf(value: Value | undefined): Record<string, string> {
  const tags: [string, string][] = [];
  for (const tag of value !== undefined && isList(value) ? value : []) {
    if (!isMapping(tag)) continue;
    const key = textOf(tag.Key);
    const text = textOf(tag.Value);
    if (key !== undefined && text !== undefined && key !== '__proto__') tags.push([key, text]);
  }
  return Object.fromEntries(tags);
}

/** Names for ids: a literal id, or the name of what will carry one. Values that are no id at all are left out. */
export function labelsOf(value: Value): string[] {
  const items: readonly Value[] = isList(value) ? value : [value];
  return items.flatMap((item) => {
    if (item instanceof ResourceRef) return [idLabel(item)];
    if (item instanceof Unknown) return [item.label];
    if (item instanceof PartialText) return [String(plainOf(item))];
    const text = textOf(item);
    return text === undefined ? [] : [text];
  });
}

/** `Ref X` and `X.GroupId` name X itself; any other attribute is a thing of its own (`Vpc.DefaultSecurityGroup`). */
const idLabel = (ref: ResourceRef): string =>
  ref.attribute === undefined || /^[A-Za-z]*Id$/.test(ref.attribute)
    ? new ResourceRef(ref.stack, ref.logicalId).label
    : ref.label;

/** CloudFormation takes flags as booleans and as text. */
export function flagOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
