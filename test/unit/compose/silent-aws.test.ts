import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAwsAccess } from '../../../src/compose/aws-access.ts';

/** How a peer fails: what it does with a connection that it accepted. */
const PEERS: Readonly<Record<string, (socket: Socket) => void>> = {
  'never answers': () => {},
  'stops after the headers': (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n'),
  trickles: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n');
    const timer = setInterval(() => socket.write(' '), 20);
    socket.once('close', () => clearInterval(timer));
  },
  'stops in the first line': (socket) => socket.write('HTTP/1.1 2'),
};

const environment = { ...process.env };
const sockets = new Set<Socket>();
let behave = (_socket: Socket): void => {};
const server = createServer((socket) => {
  sockets.add(socket.on('error', () => {}));
  socket.once('data', () => behave(socket));
});

beforeEach(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterEach(async () => {
  process.env = { ...environment };
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((closed) => server.close(closed));
});

const accounts = { accounts: [], regions: ['us-east-1'], role: undefined } as const;

test('a clock that differs from that of AWS by more than five minutes is refused with both times', async () => {
  behave = (socket) => {
    const date = new Date(Date.now() - 3 * 3600_000).toUTCString();
    socket.end(`HTTP/1.1 200 OK\r\nDate: ${date}\r\nContent-Length: 0\r\n\r\n`);
  };
  const access = createAwsAccess({ answerMs: 5000 });
  await expect(access.open(accounts, new AbortController().signal)).rejects.toMatchObject({
    code: 'TG2005',
    message: expect.stringMatching(/here it is \d{4}-.*Z, at AWS \d{4}-.*Z/),
  });
});

test('a process that computes past the deadline reads the answer that came meanwhile', async () => {
  const identity = '<Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>a</UserId><Account>111122223333</Account>';
  const body = `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
  behave = (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    const end = performance.now() + 900;
    while (performance.now() < end);
  };
  const access = createAwsAccess({ answerMs: 500 });
  await expect(access.open(accounts, new AbortController().signal)).resolves.toMatchObject([
    { scope: { account: '111122223333', region: 'us-east-1' } },
  ]);
  expect(sockets.size).toBe(1);
});

describe('a peer that', () => {
  test.each(Object.keys(PEERS))('%s ends the scan with TG2008 after two requests', async (name) => {
    behave = PEERS[name] ?? behave;
    const access = createAwsAccess({ answerMs: 150 });
    await expect(access.open(accounts, new AbortController().signal)).rejects.toMatchObject({ code: 'TG2008' });
    expect(sockets.size).toBe(2);
  });

  test.each(Object.keys(PEERS))('%s is left at once when the scan is cancelled', async (name) => {
    behave = PEERS[name] ?? behave;
    const cancel = new AbortController();
    const opened = createAwsAccess().open(accounts, cancel.signal);
    setTimeout(() => cancel.abort(new Error('cancelled')), 100);
    await expect(opened).rejects.toThrow('cancelled');
  });
});
