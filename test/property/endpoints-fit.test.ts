import { expect, test } from 'vitest';
import { ENDPOINT_TYPES } from '../../src/topology/endpoint-type.ts';
import { topologySchema } from '../../src/topology/topology-schema.ts';
import { endpointsFit } from '../../src/topology/validate/endpoints-fit.ts';
import { mutations } from '../support/mutate.ts';
import { fc } from '../support/property.ts';

const full = {
  id: 'a',
  address: 'aws_vpc_endpoint.a',
  awsId: 'vpce-1',
  name: 'n',
  region: 'us-east-1',
  account: '111122223333',
  vpc: 'v',
  type: 'Interface',
  service: 's',
  serviceRegion: 'eu-west-1',
  azs: ['use1-az1', 'use1-az2'],
  azsAtLeast: 1,
  azsFrom: 'derived',
  subnets: ['subnet-1'],
  networkInterfaces: ['eni-1'],
  securityGroups: ['sg-1'],
  state: 'available',
  requesterManaged: false,
  payer: 'owner',
  privateDns: true,
  privateDnsInboundResolverOnly: false,
  createdAt: '2026-01-01T00:00:00Z',
  deletedAt: '2026-02-01T00:00:00Z',
  tags: { team: 'x' },
  traffic: { monthlyGb: '2400', peakGbps: '0.4' },
};

const parse = (endpoints: unknown) => topologySchema.safeParse({ schema: 'tollgate/topology@1', endpoints });

test('the fast check accepts what the schema accepts unchanged, and nothing else', () => {
  expect(endpointsFit([full])).toBe(true);
  let accepted = 0;
  fc.assert(
    fc.property(mutations([full, { id: 'b', type: 'Gateway' }]), (endpoints) => {
      if (!endpointsFit(endpoints)) return;
      accepted += 1;
      expect(parse(endpoints).data?.endpoints).toEqual(endpoints);
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(20);
});

test('it takes no endpoint of ordinary fields the slow way', () => {
  const text = fc.string({ minLength: 1, maxLength: 20 }).filter((each) => each !== '__proto__');
  const endpoint = fc.record(
    {
      id: text,
      type: fc.constantFrom(...ENDPOINT_TYPES),
      region: text,
      azs: fc.array(text, { maxLength: 6 }),
      tags: fc.dictionary(text, text),
      traffic: fc.record({ monthlyGb: fc.nat().map(String) }, { requiredKeys: [] }),
    },
    { requiredKeys: ['id', 'type'] },
  );
  fc.assert(
    fc.property(fc.array(endpoint), (endpoints) => {
      expect([endpointsFit(endpoints), parse(endpoints).success]).toEqual([true, true]);
    }),
  );
});
