import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createAwsAccess } from '../../../src/compose/aws-access.ts';

const identity = '<Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>a</UserId><Account>111122223333</Account>';

/** STS on loopback that names the caller and refuses every role; gives the requests for one. */
async function startSts() {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const form = new URLSearchParams(body);
      if (form.get('Action') === 'GetCallerIdentity') {
        response.setHeader('content-type', 'text/xml');
        return response.end(
          `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
      }
      asked.push(form);
      response.writeHead(403, { 'content-type': 'text/xml' });
      return response.end(
        '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const environment = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  onTestFinished(() => {
    process.env = environment;
    server.closeAllConnections();
    server.close();
  });
  return asked;
}

test.each([
  [
    { externalId: 'tenant-7', seconds: 1800 },
    { ExternalId: 'tenant-7', DurationSeconds: '1800' },
  ],
  [{}, { ExternalId: null, DurationSeconds: '3600' }],
])('a role of another account is assumed with %j', async (session, expected) => {
  const asked = await startSts();
  const accounts = { accounts: ['444455556666'], regions: ['us-east-1'], role: 'reader' };
  const { signal } = new AbortController();
  const [access] = await createAwsAccess({ session, maxAttempts: 1 }).open(accounts, signal);
  await expect(access?.inventory(signal)).rejects.toMatchObject({ code: 'TG2003' });
  const [first] = asked;
  expect(first?.get('RoleArn')).toBe('arn:aws:iam::444455556666:role/reader');
  const given = { ExternalId: first?.get('ExternalId'), DurationSeconds: first?.get('DurationSeconds') ?? '3600' };
  expect(given).toEqual(expected);
});
