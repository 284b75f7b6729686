const TYPE = /^(?:AWS|Alexa|Custom)::|^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+/;

/** A template says so by its format version or transform, or by resources with CloudFormation types (loops count). */
export function isTemplate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('Resources' in value)) return false;
  const { Resources: resources } = value;
  if (typeof resources !== 'object' || resources === null || Array.isArray(resources)) return false;
  if ('AWSTemplateFormatVersion' in value || 'Transform' in value) return true;
  return Object.entries(resources).some(([id, resource]) => id.startsWith('Fn::ForEach::') || hasType(resource));
}

const hasType = (resource: unknown): boolean =>
  typeof resource === 'object' &&
  resource !== null &&
  'Type' in resource &&
  typeof resource.Type === 'string' &&
  TYPE.test(resource.Type);

/** A CDK cloud assembly lists artifacts by type, some of them stacks or stages. */
export function isAssembly(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('artifacts' in value) || !('version' in value)) return false;
  const { artifacts } = value;
  if (typeof artifacts !== 'object' || artifacts === null) return false;
  return Object.values(artifacts).some((each) => ASSEMBLY_TYPES.has(each?.type));
}

const ASSEMBLY_TYPES: ReadonlySet<unknown> = new Set(['aws:cloudformation:stack', 'cdk:cloud-assembly', 'cdk:tree']);
