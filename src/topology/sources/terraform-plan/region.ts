import { regionOfService, regionOfZone } from '../../../core/ids.ts';
import { findRegion } from '../../../core/regions.ts';
import { argumentsOf, expressionOf, type PlanExpression } from './configuration.ts';
import { type Instance, known } from './instances.ts';
import { heads, parseReference } from './references.ts';
import type { PlanScope } from './resolver.ts';
import { variableOf } from './variables.ts';
import { own, textOf } from './words.ts';

/** Variables that pass a Region from module to module; more is a circle. */
const LONGEST_CHAIN = 50;

/**
 * The Region of an instance: its own `region` argument, which overrides the provider's (AWS provider 6), else the provider's,
 * written out or through a variable, else what its ARN, the given zones or the service name show. Undefined where nothing tells one that exists.
 */
export function regionOf(instance: Instance, scope: PlanScope, zones: readonly string[] = []): string | undefined {
  return (
    real(textOf(known(instance, 'region'))) ??
    real(providerRegion(instance, scope)) ??
    real(textOf(known(instance, 'arn'))?.split(':')[3]) ??
    real(
      textOf(known(instance, 'availability_zone')) && regionOfZone(textOf(known(instance, 'availability_zone')) ?? ''),
    ) ??
    real(zones.map(regionOfZone).find((region) => region !== undefined)) ??
    regionOfServiceName(instance, scope)
  );
}

/** Private DNS and gateway services are of the endpoint's Region; one with `service_region` reaches into another. */
function regionOfServiceName(instance: Instance, scope: PlanScope): string | undefined {
  const service = textOf(known(instance, 'service_name'));
  const resource = scope.configuration.resources.get(instance.configuration);
  const isElsewhere = resource && argumentsOf(resource, 'service_region').length > 0;
  if (service === undefined || isElsewhere || textOf(known(instance, 'service_region')) !== undefined) return undefined;
  return real(regionOfService(service));
}

/** A Region only where a table knows it: any other text of a plan stays in the plan. */
export const real = (region: string | undefined): string | undefined =>
  region !== undefined && findRegion(region) ? region : undefined;

function providerRegion(instance: Instance, { configuration, variables }: PlanScope): string | undefined {
  const key = configuration.resources.get(instance.configuration)?.provider;
  const only = configuration.providers.size === 1 ? [...configuration.providers.values()][0] : undefined;
  const provider = key === undefined ? only : (configuration.providers.get(key) ?? only);
  if (!provider) return undefined;
  let module = provider.module === '' ? '' : moduleAt(instance.module, provider.module);
  let expression: PlanExpression | undefined = expressionOf(own(provider.expressions, 'region'));
  for (let step = 0; step < LONGEST_CHAIN && expression; step++) {
    if ('constant' in expression) return textOf(expression.constant);
    const [head, ...others] = heads(expression.references);
    const reference = head === undefined || others.length > 0 ? undefined : parseReference(head);
    if (reference?.kind !== 'variable' || reference.rest.length > 0) return undefined;
    const scoped = variableOf(configuration, variables, module, reference.name);
    expression = scoped?.expression;
    module = scoped?.module ?? module;
  }
  return undefined;
}

/** The module instance above (or at) `instance` that is an instance of the configured module. */
function moduleAt(instance: string, configured: string): string {
  const depth = configured.split('module.').length - 1;
  const steps = instance.match(/module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g) ?? [];
  return steps.slice(0, depth).join('.');
}
