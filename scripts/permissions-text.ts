import { CALLS } from '../src/topology/sources/ec2-inventory/calls.ts';
import { LOAD_BALANCER_ATTRIBUTES } from '../src/topology/sources/ec2-inventory/collect.ts';
import { CLOUDWATCH_ACTION } from '../src/traffic/sources/cloudwatch/collect.ts';

/** Every IAM action a scan calls in the account it reads. */
export const SCAN_ACTIONS: readonly string[] = [
  ...new Set([...CALLS.map((call) => call.action), LOAD_BALANCER_ATTRIBUTES, CLOUDWATCH_ACTION]),
].sort();

/** The least policy as JSON. None of these actions takes a resource, so "*" is the narrowest there is. */
export const leastPolicy = (): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [{ Sid: 'TollgateScan', Effect: 'Allow', Action: SCAN_ACTIONS, Resource: '*' }],
    },
    null,
    2,
  );
