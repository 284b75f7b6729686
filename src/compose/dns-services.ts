import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Clients } from '../topology/sources/ec2-inventory/call.ts';
import { signedJson } from './signed-json.ts';

/** Route 53 Profiles and Resolver with the credentials and the Region of a client; the AWS_ENDPOINT_URL variables are honoured. */
export function dnsServices({ config }: EC2Client, signal: AbortSignal): Pick<Clients, 'profiles' | 'resolver'> {
  const ask = async (service: string) =>
    signedJson({
      service,
      region: await config.region(),
      credentials: config.credentials,
      endpoint: process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? process.env['AWS_ENDPOINT_URL'],
      signal,
    });
  return {
    profiles: async (path, nextToken) =>
      (await ask('route53profiles'))({
        method: 'GET',
        path,
        ...(nextToken !== undefined && { query: { nextToken } }),
      }),
    resolver: async (action, parameters) =>
      (await ask('route53resolver'))({
        method: 'POST',
        path: '/',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Route53Resolver.${action}` },
        body: JSON.stringify(parameters),
      }),
  };
}
