import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { network, servicesOfTest, testApp } from '../support/http-app.ts';

const NAMES = ['../../etc/passwd', '/etc/passwd', '..\\..\\windows\\win.ini', '%2e%2e%2fx', 'a/../../b', '.', '..'];

test.each([
  '/docs/static/../../package.json',
  '/docs/static/..%2f..%2fpackage.json',
  '/docs/static/%2e%2e/%2e%2e/package.json',
  '/docs/static/..%5c..%5cpackage.json',
  '/docs/static//etc/passwd',
  '/v1/schemas/..%2f..%2fpackage.json',
  '/v1/schemas/topology%00.json',
  '/v1/../package.json',
])('%s is nothing', async (url) => {
  const answer = await (await testApp()).inject({ method: 'GET', url });
  expect([404, 400]).toContain(answer.statusCode);
  expect(answer.body).not.toMatch(/devDependencies|root:/);
});

test.each(NAMES)('a file that calls itself %s is read as what it holds, and written nowhere', async (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-traversal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const form = new FormData();
  form.append('file', new Blob([JSON.stringify(network())]), name);
  form.append('usage', new Blob(['version: 0.1\n']), name);
  const encoded = new Response(form);
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
  const answer = await (await testApp()).inject({
    method: 'POST',
    url: '/v1/estimates',
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  expect(answer.json().totals.monthly).toBe('38.60');
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  '/etc/passwd',
  'file:///etc/passwd',
  '../../../../etc/passwd',
  './package.json',
  'package.json',
  '\\\\server\\share\\x',
])('a template sent to the service cannot make it read %s', async (path) => {
  const asked: string[] = [];
  const services = servicesOfTest();
  const app = await testApp({
    services: {
      ...services,
      readFile: async (file) => {
        asked.push(file);
        return services.readFile(file);
      },
    },
  });
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: path } } },
  };
  const answer = await app.inject({ method: 'POST', url: '/v1/estimates?region=us-east-1', payload: template });
  expect([answer.statusCode, asked]).toEqual([200, []]);
  expect(answer.json().findings.map(({ code }: { code: string }) => code)).toContain('TG1173');
});
