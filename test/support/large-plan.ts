import { configModule, constant, creates, newEndpoint, newSubnets, references } from './terraform-plan.ts';

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const SERVICES = ['ssm', 'kms', 'sts', 'logs', 'ecr.api'];

/** What most of a big plan is about: resources of no interest here, with bulky values. */
const other = (address: string, bytes: number) =>
  creates(address, { user_data: 'x'.repeat(bytes), tags: { Name: address } });

/**
 * JSON text of a plan with one module per VPC: three new subnets, five new endpoints in them (subnets known after apply, passed
 * through a variable and a module output), two associations, and ten other resources of `bulk` bytes each.
 */
export function largePlan(vpcs: number, bulk: number): string {
  const changes = Array.from({ length: vpcs }, (_, index) => vpcChanges(`module.vpc["${index}"]`, bulk)).flat();
  const network = configModule(
    { 'aws_subnet.private': {} },
    { outputs: { subnet_ids: references('aws_subnet.private') } },
  );
  const endpoints = configModule({
    'aws_vpc_endpoint.this': { subnet_ids: references('var.subnet_ids') },
    'aws_vpc_endpoint_subnet_association.more': {
      vpc_endpoint_id: references('aws_vpc_endpoint.this["ssm"].id'),
      subnet_id: references('var.subnet_ids[0]'),
    },
  });
  const vpc = configModule(
    {},
    {
      calls: {
        network: { module: network },
        endpoints: { expressions: { subnet_ids: references('module.network.subnet_ids') }, module: endpoints },
      },
    },
  );
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.13.2',
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: constant('us-east-1') } } },
      root_module: configModule({}, { calls: { vpc: { module: vpc } } }),
    },
  });
}

function vpcChanges(module: string, bulk: number) {
  const endpoints = `${module}.module.endpoints`;
  return [
    ...newSubnets(`${module}.module.network.aws_subnet.private`, ZONES),
    ...SERVICES.map((service) => newEndpoint(`${endpoints}.aws_vpc_endpoint.this["${service}"]`)),
    ...[0, 1].map((index) =>
      creates(`${endpoints}.aws_vpc_endpoint_subnet_association.more[${index}]`, {}, ['vpc_endpoint_id', 'subnet_id']),
    ),
    ...Array.from({ length: 10 }, (_, index) => other(`${module}.aws_instance.workers[${index}]`, bulk)),
  ];
}
