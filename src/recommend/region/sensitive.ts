import type { DecisionOptions } from '../options.ts';

/** Whether tags say that data is of a class that stays on its own endpoint. */
export function isSensitive(
  tags: Readonly<Record<string, string>> | undefined,
  { dataClassTag, sensitiveClasses }: Pick<DecisionOptions, 'dataClassTag' | 'sensitiveClasses'>,
): boolean {
  const value = tags && Object.hasOwn(tags, dataClassTag) ? tags[dataClassTag] : undefined;
  return value !== undefined && sensitiveClasses.includes(value.toLowerCase());
}
