import { loadNetwork, type NetworkOptions } from '../../src/operations/inputs/load-network.ts';
import type { Endpoint } from '../../src/topology/topology.ts';

type Values = Record<string, unknown>;
type References = readonly string[];

const ADDRESS = /(?:^|\.)(data\.)?([a-z]\w*)\.([\w-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?$/;

/** One entry of `resource_changes`. The type is read off the address. */
export function change(address: string, actions: readonly string[], sides: Values): Values {
  const [, data, type, , key] = ADDRESS.exec(address) ?? [];
  return {
    address,
    mode: data === undefined ? 'managed' : 'data',
    type,
    ...(key !== undefined && { index: JSON.parse(key) }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions, before: null, after: null, after_unknown: {}, ...sides },
  };
}

/** A resource that the plan creates; `unknown` are attributes known after apply. */
export const creates = (address: string, values: Values, unknown: readonly string[] = ['id', 'arn']): Values =>
  change(address, ['create'], {
    after: values,
    after_unknown: Object.fromEntries(unknown.map((attribute) => [attribute, true])),
  });

export const keeps = (address: string, values: Values): Values =>
  change(address, ['no-op'], { before: values, after: values });

export const deletes = (address: string, values: Values): Values => change(address, ['delete'], { before: values });

/** The references Terraform lists for an expression: every form from the longest to the shortest. */
export function references(...names: References): { references: string[] } {
  return { references: names.flatMap(forms) };
}

function forms(name: string): string[] {
  const steps = name.match(/\.?[\w-]+|\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g) ?? [];
  const least = /^(?:data|module)\./.test(name) ? (name.startsWith('data.') ? 3 : 2) : 2;
  const all: string[] = [];
  for (let length = steps.length; length >= Math.min(least, steps.length); length--)
    all.push(steps.slice(0, length).join(''));
  return all;
}

export const constant = (value: unknown): Values => ({ constant_value: value });

/** A module of the configuration: its resources' expressions by address. */
export function configModule(
  resources: Readonly<Record<string, Values>>,
  more: { calls?: Values; outputs?: Readonly<Record<string, Values>>; variables?: Values } = {},
): Values {
  return {
    resources: Object.entries(resources).map(([address, expressions]) => ({
      address,
      provider_config_key: 'aws',
      expressions,
    })),
    ...(more.calls && { module_calls: more.calls }),
    ...(more.variables && { variables: more.variables }),
    ...(more.outputs && {
      outputs: Object.fromEntries(Object.entries(more.outputs).map(([name, expression]) => [name, { expression }])),
    }),
  };
}

export interface PlanParts {
  readonly changes: readonly Values[];
  readonly root?: Values;
  readonly variables?: Values;
  readonly providers?: Values;
  readonly prior?: readonly Values[];
  readonly more?: Values;
}

const US_EAST_1 = { aws: { name: 'aws', expressions: { region: constant('us-east-1') } } };

export function plan({
  changes,
  root = {},
  variables = {},
  providers = US_EAST_1,
  prior = [],
  more = {},
}: PlanParts): Values {
  return {
    format_version: '1.2',
    terraform_version: '1.13.2',
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }])),
    planned_values: { root_module: {} },
    resource_changes: changes,
    prior_state: { format_version: '1.0', values: { root_module: { resources: prior } } },
    configuration: { provider_config: providers, root_module: root },
    errored: false,
    complete: true,
    ...more,
  };
}

/** Reads a plan as every face does. */
export async function readPlan(parts: PlanParts, options: NetworkOptions = {}) {
  const { topology, findings } = await loadNetwork(
    { name: 'plan.json', content: JSON.stringify(plan(parts)) },
    options,
  );
  const endpoint = (address: string): Endpoint => {
    const found = topology.endpoints.find((each) => each.id === address);
    if (!found) throw new Error(`no endpoint ${address} among ${topology.endpoints.map((each) => each.id).join(', ')}`);
    return found;
  };
  return { topology, findings, endpoint, codes: findings.map((each) => each.code) };
}

/** Subnets a[0], a[1], ... that the plan creates, one to a zone. */
export const newSubnets = (resource: string, zones: readonly string[]): Values[] =>
  zones.map((zone, index) =>
    creates(`${resource}[${index}]`, { availability_zone: zone }, ['id', 'arn', 'availability_zone_id']),
  );

/** An interface endpoint that the plan creates in subnets known after apply. */
export const newEndpoint = (address: string, more: Values = {}): Values =>
  creates(address, { vpc_endpoint_type: 'Interface', service_name: 'com.amazonaws.us-east-1.ssm', ...more }, [
    'id',
    'arn',
    'subnet_ids',
    'vpc_id',
    'network_interface_ids',
    'subnet_configuration',
  ]);
