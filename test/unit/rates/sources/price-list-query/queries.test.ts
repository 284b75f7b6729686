import { describe, expect, test } from 'vitest';
import { regionNamed } from '../../../../../src/core/regions.ts';
import { queriesFor } from '../../../../../src/rates/sources/price-list-query/queries.ts';

describe('queriesFor', () => {
  const queries = queriesFor(regionNamed('eu-west-1'));

  test('lists AmazonVPC once, by Region', () => {
    expect(queries.filter((query) => query.filters.regionCode !== undefined)).toEqual([
      { serviceCode: 'AmazonVPC', filters: { regionCode: 'eu-west-1' } },
    ]);
  });

  test('asks for rows that name no Region by usage type, and for transfer by its source', () => {
    expect(queries).toContainEqual({ serviceCode: 'AmazonVPC', filters: { usagetype: 'EU-VpcPeering-In-Bytes' } });
    expect(queries).toContainEqual({ serviceCode: 'AmazonRoute53', filters: { usagetype: 'HostedZone' } });
    expect(queries).toContainEqual({
      serviceCode: 'AWSDataTransfer',
      filters: { fromRegionCode: 'eu-west-1', transferType: 'InterRegion Outbound' },
    });
  });

  test('asks nothing twice, and no service but the five', () => {
    expect(new Set(queries.map((query) => JSON.stringify(query))).size).toBe(queries.length);
    expect([...new Set(queries.map((query) => query.serviceCode))].sort()).toEqual([
      'AWSDataTransfer',
      'AWSELB',
      'AmazonEC2',
      'AmazonRoute53',
      'AmazonVPC',
    ]);
  });

  test('knows the bare usage types of us-east-1', () => {
    expect(queriesFor(regionNamed('us-east-1'))).toContainEqual({
      serviceCode: 'AmazonEC2',
      filters: { usagetype: 'NatGateway-Hours' },
    });
  });
});
