import { ownValue } from './own-value.ts';
import { type Template, TRANSFORM } from './schema.ts';
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
  for (const each of transformsOf(stack.input.template)) {
    const name = typeof each === 'string' ? each : nameOf(each);
    if (name === undefined || UNDERSTOOD.has(name)) continue;
    const short = name.slice(0, 80);
    stack.note('TG1171', short, `The macro ${short} is not run; endpoints that it adds or changes are not seen.`);
  }
}

/** Every macro the template calls: for itself, for its resources, or for the properties of one. */
function transformsOf({ Transform: declared, Resources: resources, ...rest }: Template): readonly unknown[] {
  const within = Object.values(resources).map((resource) => ownTransform(ownValue(resource, 'Properties')));
  const all = [
    ...(Array.isArray(declared) ? declared : [declared]),
    ownTransform(rest),
    ownTransform(resources),
    ...within,
  ];
  return all.filter((each) => each !== undefined);
}

const ownTransform = (value: unknown): unknown => ownValue(value, TRANSFORM);

const nameOf = (transform: unknown): string | undefined =>
  typeof transform === 'object' && transform !== null && 'Name' in transform && typeof transform.Name === 'string'
    ? transform.Name
    : undefined;
