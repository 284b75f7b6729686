import { expect, test } from 'vitest';
import { createTargetGuard } from '../../../src/webhooks/target-guard.ts';
import { errorFrom } from '../../support/expect-error.ts';

const guard = createTargetGuard({ allowPrivateTargets: false });

test.each([
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://localhost/',
  'https://10.1.2.3/',
  'https://172.31.255.255/',
  'https://192.168.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://0.0.0.0/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:10.1.2.3]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'http://8.8.8.8/',
  'https://user:secret@8.8.8.8/',
  'https://no-such-host.invalid/',
])('refuses %s', async (url) => {
  const error = await errorFrom(() => guard.check(new URL(url)));
  expect(error.code).toBe('TG6020');
  expect(error.message).not.toContain('secret');
});

test.each(['https://8.8.8.8/x', 'https://172.32.0.1/', 'https://100.128.0.1/', 'https://[2600:9000::1]/'])(
  'lets %s pass, with the address to connect to',
  async (url) => {
    const { hostname } = new URL(url);
    expect(await guard.check(new URL(url))).toEqual([
      { address: hostname.replace(/^\[|\]$/g, ''), family: hostname.startsWith('[') ? 6 : 4 },
    ]);
  },
);

test('private targets and http pass where they are allowed', async () => {
  const open = createTargetGuard({ allowPrivateTargets: true });
  expect(await open.check(new URL('http://127.0.0.1:8080/'))).toEqual([{ address: '127.0.0.1', family: 4 }]);
});
