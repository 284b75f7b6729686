import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signatureHeaders } from '../../src/webhooks/signature-headers.ts';
import { temporaryDirectory } from './run-tollgate.ts';

export const guide = readFileSync('docs/guides/integrations.md', 'utf8');

/** A block of the guide as it stands there. */
function block(name: string): string {
  const found = new RegExp(`<!-- tried: ${name} -->\n\`\`\`\\w+\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
  if (found === undefined) throw new Error(`the guide has no block ${name}`);
  return found;
}

const SECRETS = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
const BODY = '{"type":"webhook.test","data":{"webhook":"ü"}}';
const signed = (at = new Date(), body = BODY) => signatureHeaders({ id: 'evt_1', body, secrets: SECRETS, at });

/** Runs the snippet in its own language: the body it gives back, or why it refuses. */
type Verify = (secret: string, headers: Readonly<Record<string, string>>, body: string) => string;

export const verifyInNode: Verify = (...given) => {
  const dir = temporaryDirectory();
  writeFileSync(join(dir, 'verify.mjs'), block('node'));
  const main = `import { verify } from './verify.mjs';
    try { console.log(JSON.stringify(verify(...JSON.parse(process.argv[2])))) } catch (error) { console.log(error.message) }`;
  writeFileSync(join(dir, 'main.mjs'), main);
  return execFileSync(process.execPath, [join(dir, 'main.mjs'), JSON.stringify(given)], { encoding: 'utf8' }).trim();
};

export const verifyInPython: Verify = (...given) => {
  const main = `${block('python')}
import sys
try:
    print(json.dumps(verify(*json.loads(sys.argv[1])), ensure_ascii=False, separators=(",", ":")))
except ValueError as error:
    print(error)
`;
  const env = { ...process.env, PYTHONIOENCODING: 'utf8' };
  return execFileSync('python3', ['-c', main, JSON.stringify(given)], { encoding: 'utf8', env }).trim();
};

/** What a snippet that verifies deliveries must do, whatever it is written in. */
export function verifies(verify: Verify): void {
  test('takes what either secret has signed', () => {
    for (const secret of SECRETS) expect(verify(secret, signed(), BODY)).toBe(BODY);
  });

  test('refuses another body, another secret and another time', () => {
    const [secret = ''] = SECRETS;
    expect(verify(secret, signed(), BODY.replace('test', 'tost'))).toBe('wrong signature');
    expect(verify('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', signed(), BODY)).toBe('wrong signature');
    const later = { ...signed(), 'webhook-timestamp': String(Math.floor(Date.now() / 1000) + 60) };
    expect(verify(secret, later, BODY)).toBe('wrong signature');
    expect(verify(secret, signed(new Date(Date.now() - 301_000)), BODY)).toBe('too old or too new');
  });
}
