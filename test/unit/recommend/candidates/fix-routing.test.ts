import { describe, expect, test } from 'vitest';
import {
  carrying,
  clientOf,
  contextOf,
  endpoint,
  network,
  planOf,
  service,
  stepsOf,
  told,
  waysOf,
} from '../../../support/recommend/network.ts';

const gateway = { id: 'gw', vpc: 'hub', type: 'Gateway' as const, service: service('s3') };
/** Private DNS of the interface endpoint answers everybody, so that S3 traffic of the VPC goes past its gateway endpoint. */
const trapped = network([
  endpoint({ id: 'app', vpc: 'hub', service: 's3', privateDns: true, ...carrying('1000') }),
  gateway,
]);

describe('fix-routing', () => {
  test('the private-DNS trap: a gateway endpoint that stands takes over', async () => {
    const context = await contextOf(trapped);
    expect(waysOf('fix-routing', clientOf(context, 'app'), context).map(told)).toEqual(['gateway']);
    const plan = await planOf(trapped);
    expect(stepsOf(plan)).toEqual(['fix-routing 24.60 app']);
  });

  test('where resolvers on-premises need the endpoint, it stays and answers them alone', async () => {
    const flows = [
      { from: {}, endpoint: 'app', via: 'tgw', monthlyGb: '300' },
      { from: { vpc: 'hub' }, endpoint: 'app', monthlyGb: '700' },
    ];
    const { endpoints, ...rest } = trapped;
    const plan = await planOf(network(endpoints, { ...rest, flows }));
    expect(stepsOf(plan)).toEqual(['fix-routing 7.00 app']);
    const [step] = plan.recommendations;
    expect(step?.actions.map((each) => each.cli).join()).toContain('PrivateDnsOnlyForInboundResolverEndpoint=true');
    expect(step?.actions.map((each) => each.terraform).join()).toContain(
      'private_dns_only_for_inbound_resolver_endpoint = true',
    );
    const after = plan.topologyAfter.endpoints.find(({ id }) => id === 'app');
    expect(after).toMatchObject({ privateDnsInboundResolverOnly: true, traffic: { monthlyGb: '300' } });
  });

  test('NAT traffic that goes past an endpoint of its VPC: 500 GB at 0.045 against 0.01', async () => {
    const topology = network([endpoint({ id: 'app', vpc: 'hub' })], {
      natGateways: [
        {
          id: 'nat',
          vpc: 'hub',
          clients: 'vpc-only',
          az: 'use1-az1',
          monthlyGb: '900',
          destinations: [{ service: service('ssm'), monthlyGb: '500' }],
        },
      ],
    });
    const context = await contextOf(topology);
    expect(waysOf('fix-routing', clientOf(context, 'nat'), context).map(told)).toEqual(['app']);
    expect(stepsOf(await planOf(topology))).toEqual(['fix-routing 17.50 nat app']);
  });

  test('a cheaper path to the endpoint it uses: 0.02 a GB over the gateway, 0.02 x 1/2 over the peering', async () => {
    const topology = network([endpoint({ id: 'hub-ssm', vpc: 'hub', ...carrying('1000') })], {
      connectivity: {
        transitGateways: [{ id: 'tgw', vpcs: ['hub', 'spoke'] }],
        peerings: [{ id: 'pcx', between: ['hub', 'spoke'] }],
      },
      flows: [{ from: { vpc: 'spoke' }, endpoint: 'hub-ssm', via: 'tgw', monthlyGb: '1000' }],
    });
    const context = await contextOf(topology);
    const client = clientOf(context, 'hub-ssm', 'spoke');
    expect(waysOf('fix-routing', client, context).map(told)).toEqual(['hub-ssm via pcx']);
    expect(stepsOf(await planOf(topology, { options: { forbid: [{ move: 'localise' }] } }))).toEqual([
      'fix-routing 10.00 hub-ssm',
    ]);
  });

  test('nothing to fix, nothing offered', async () => {
    const context = await contextOf(network([endpoint({ id: 'app', vpc: 'hub', service: 's3' })]));
    expect(waysOf('fix-routing', clientOf(context, 'app'), context)).toEqual([]);
  });
});
