import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { createPostMessage } from '../../../src/webhooks/post-message.ts';
import { createTargetGuard } from '../../../src/webhooks/target-guard.ts';
import { type Answer, startReceiver } from '../../support/receiver.ts';

const NEW = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const FORMER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const live = new AbortController().signal;

async function receiver(...answers: readonly [Answer, ...Answer[]]) {
  const started = await startReceiver(...answers);
  onTestFinished(started.close);
  return started;
}

const poster = (timeoutMs = 5000, allowPrivateTargets = true) =>
  createPostMessage({ guard: createTargetGuard({ allowPrivateTargets }), timeoutMs });

const message = (url: string) => ({
  url: new URL(url),
  id: 'evt_1',
  body: '{"a":1}',
  secrets: [NEW, FORMER],
  at: new Date(),
});

test('posts what both secrets verify, signed at the time of the attempt', async () => {
  const { url, received } = await receiver(204);
  const sent = message(`${url}/hook?x=1`);
  expect(await poster()(sent, live)).toEqual({ status: 204 });
  const [request] = received;
  expect(request).toMatchObject({ path: '/hook?x=1', body: '{"a":1}' });
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(sent.at.getTime() / 1000)),
  });
  for (const secret of [NEW, FORMER]) {
    expect(new Webhook(secret).verify(request?.body ?? '', request?.headers as Record<string, string>)).toEqual({
      a: 1,
    });
  }
  expect(() =>
    new Webhook('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA').verify(
      request?.body ?? '',
      request?.headers as Record<string, string>,
    ),
  ).toThrow();
});

// Worked by hand: openssl dgst -sha256 -hmac over "msg_1.1700000000.{}" with the decoded key, in base64.
test('the signature is the HMAC of id, time and body', async () => {
  const { url, received } = await receiver(200);
  await poster()({ url: new URL(url), id: 'msg_1', body: '{}', secrets: [NEW], at: new Date(1_700_000_000_000) }, live);
  expect(received[0]?.headers['webhook-signature']).toBe('v1,x5lVgj0b/JJJaUYaa1+6I5J/EECcryrPlFN4VrkmI94=');
});

test.each([
  [500, { status: 500, failure: 'answered 500' }],
  [
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    { status: 302, failure: 'answered 302; redirects are not followed' },
  ],
  ['silence', { failure: 'no answer within 0.2 s' }],
] as const)('%j is a failure that says no more than that', async (answer, outcome) => {
  const { url, received } = await receiver(answer);
  expect(await poster(200)(message(url), live)).toEqual(outcome);
  expect(received).toHaveLength(1);
});

test('a receiver that is not there, and one that is not allowed, are failures too', async () => {
  const { url, close, received } = await receiver(200);
  expect(await poster(200, false)(message(url), live)).toEqual({ failure: expect.stringContaining('only https') });
  expect(received).toHaveLength(0);
  await close();
  expect(await poster()(message(url), live)).toEqual({ failure: 'cannot be reached (ECONNREFUSED)' });
});

test('a service that stops is not a failure of the receiver', async () => {
  const { url } = await receiver('silence');
  await expect(poster()(message(url), AbortSignal.timeout(50))).rejects.toThrow();
});
