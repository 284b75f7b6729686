import type { StackScope } from './scope.ts';

/** Transforms that change nothing an endpoint depends on, or that are evaluated here. */
const UNDERSTOOD = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
]);

/** Says which macros may add or change resources that are therefore not seen. What is readable is still read. */
export function noteTransforms(stack: StackScope): void {
  const declared = stack.input.template.Transform;
  for (const each of Array.isArray(declared) ? declared : [declared]) {
    const name = typeof each === 'string' ? each : nameOf(each);
    if (name === undefined || UNDERSTOOD.has(name)) continue;
    const short = name.slice(0, 80);
    stack.note('TG1171', short, `The macro ${short} is not run; endpoints that it adds or changes are not seen.`);
  }
}

const nameOf = (transform: unknown): string | undefined =>
  typeof transform === 'object' && transform !== null && 'Name' in transform && typeof transform.Name === 'string'
    ? transform.Name
    : undefined;
