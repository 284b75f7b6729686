import type { TemplateResource } from './schema.ts';
import type { StackScope } from './scope.ts';
import { isMapping, textOf } from './value.ts';

/** Properties that name the template of a nested stack: CloudFormation and SAM. */
export const LOCATIONS: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** Local path of a nested stack's template; null = it is elsewhere (a URL, a repository); undefined = the resource is no stack. */
export function nestedTemplate(
  stack: StackScope,
  logicalId: string,
  resource: TemplateResource,
): string | null | undefined {
  const property = LOCATIONS[resource.Type];
  if (property === undefined) return undefined;
  const asset = resource.Metadata?.['aws:asset:path'];
  if (typeof asset === 'string') return asset;
  const location = stack.property(logicalId, property);
  if (location === undefined || isMapping(location)) return null;
  const text = textOf(location);
  return text === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? null : text;
}
