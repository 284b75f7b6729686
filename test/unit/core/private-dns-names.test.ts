import { describe, expect, test } from 'vitest';
import { privateDnsNames, zonesOfNames } from '../../../src/core/private-dns-names.ts';

const aws = (service: string): string => `com.amazonaws.eu-west-2.${service}`;

describe('private DNS names of a service', () => {
  test.each([
    ['ssm', ['ssm.eu-west-2.amazonaws.com']],
    ['ecr.api', ['api.ecr.eu-west-2.amazonaws.com']],
    ['sagemaker.api', ['api.sagemaker.eu-west-2.amazonaws.com']],
    ['logs', ['logs.eu-west-2.amazonaws.com', 'logs.eu-west-2.api.aws']],
    ['ecr.dkr', ['*.dkr.ecr.eu-west-2.amazonaws.com']],
  ])('%s', (service, names) => {
    expect(privateDnsNames(aws(service), 'eu-west-2')).toEqual(names);
  });

  test('what the Region states wins, China has its own suffix, and a provider has no public name', () => {
    expect(privateDnsNames(aws('ssm'), 'eu-west-2', ['ssm.example.'])).toEqual(['ssm.example']);
    expect(privateDnsNames('com.amazonaws.cn-north-1.kms', 'cn-north-1')).toEqual(['kms.cn-north-1.amazonaws.com.cn']);
    expect(privateDnsNames('com.amazonaws.vpce.eu-west-2.vpce-svc-0b', 'eu-west-2')).toEqual([]);
    expect(privateDnsNames('payments.example', 'eu-west-2')).toEqual([]);
  });
});

describe('hosted zones of names', () => {
  test('a zone has no star: the wildcard is a record beside the apex', () => {
    expect(zonesOfNames(['*.dkr.ecr.eu-west-2.amazonaws.com'])).toEqual([
      {
        name: 'dkr.ecr.eu-west-2.amazonaws.com',
        records: ['dkr.ecr.eu-west-2.amazonaws.com', '*.dkr.ecr.eu-west-2.amazonaws.com'],
      },
    ]);
  });

  test('a name and its wildcard share one zone; kinesis takes three', () => {
    expect(zonesOfNames(['s3.example', '*.s3.example'])).toHaveLength(1);
    expect(zonesOfNames(privateDnsNames(aws('kinesis-streams'), 'eu-west-2')).map((zone) => zone.name)).toEqual([
      'kinesis.eu-west-2.amazonaws.com',
      'control-kinesis.eu-west-2.amazonaws.com',
      'data-kinesis.eu-west-2.amazonaws.com',
    ]);
  });
});
