import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../src/operations/index.ts';

const root = mkdtempSync(join(tmpdir(), 'tollgate-mcp-'));
const folder = join(root, 'work');
const client = new Client({ name: 'test', version: '1' });

beforeAll(async () => {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  cpSync('examples', folder, { recursive: true });
  writeFileSync(join(root, 'secret.yaml'), 'schema: tollgate/topology@1\nregion: us-east-1\nendpoints: []\n');
  symlinkSync('../secret.yaml', join(folder, 'link.yaml'));
  symlinkSync('../../secret.yaml', join(folder, 'logs', 'flow.log'));
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [resolve('src/main.ts'), 'mcp'],
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', TOLLGATE_PRICING_CACHE: join(root, 'cache'), HOME: root },
      stderr: 'inherit',
    }),
  );
}, 60_000);

afterAll(async () => {
  await client.close();
  rmSync(root, { recursive: true, force: true });
});

const call = async (name: string, given: Readonly<Record<string, unknown>>) => {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: { ...given } });
  const [first] = content as readonly { readonly text: string }[];
  return { text: first?.text ?? '', document: structuredContent as Record<string, unknown>, isError: isError === true };
};

test('every operation that changes nothing is a tool, read-only, with the schema of its arguments', async () => {
  const { tools } = await client.listTools();
  const pure = Object.keys(OPERATIONS).filter((name) => name !== 'rates-refresh' && name !== 'scan');
  expect(tools.map(({ name }) => name)).toEqual(pure.map((name) => name.replaceAll('-', '_')));
  for (const { inputSchema, annotations, description } of tools) {
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    expect(description).toBeTruthy();
  }
});

test('an answer is the document, and a short text', async () => {
  const { text, document, isError } = await call('estimate', { network: 'app.yaml', groupBy: ['vpc'] });
  expect(isError, text).toBe(false);
  expect(document).toMatchObject({ schema: 'tollgate/estimate@1' });
  expect(text).toMatch(/\$\d/);
  expect(text.split('\n').length).toBeLessThan(8);
});

test('rates are shown and verified; the live price list is not asked offline', async () => {
  const shown = await call('rates_show', { region: 'us-east-1' });
  expect(shown.document).toMatchObject({ schema: 'tollgate/rate-card@1', region: 'us-east-1' });
  expect((await call('rates_verify', { region: 'us-east-1' })).document).toMatchObject({ ok: true });
  const live = await call('rates_verify', { region: 'us-east-1', live: true });
  expect(live).toMatchObject({ isError: true, text: expect.stringContaining('TG1514') });
});

test('a usage file is answered, and none is written', async () => {
  const given = { network: 'hub.yaml', traffic: ['hub-throughput.csv'] };
  const { document, text } = await call('usage_sync', given);
  expect(document).toMatchObject({ schema: 'tollgate/usage@1', text: expect.stringContaining('tollgate: measured') });
  expect(text).toContain('Wrote the usage of');
});

test('gates are part of the text', async () => {
  const { text } = await call('diff', { head: ['twelve-vpcs.yaml'], base: 'app.yaml', maxMonthly: '1' });
  expect(text).toMatch(/Gate max-monthly 1 exceeded/);
});

describe('what is refused', () => {
  test.each([
    ['estimate', { network: '../secret.yaml' }, 'outside the working directory'],
    ['estimate', { network: join(root, 'secret.yaml') }, 'outside the working directory'],
    ['estimate', { network: 'link.yaml' }, 'outside the working directory'],
    ['diff', { head: ['link.yaml'], base: 'app.yaml' }, 'outside the working directory'],
    ['matrix', { network: 'app.yaml', flowLogs: ['logs'] }, 'outside the working directory'],
    ['matrix', { network: 'app.yaml', flowLogs: ['logs/*.log'] }, 'outside the working directory'],
    ['reconcile', { network: 'app.yaml', bills: ['../*.csv'] }, 'outside the working directory'],
    ['reconcile', { network: 'app.yaml', bills: ['s3://bucket/prefix'] }, 'the server is offline'],
    ['estimate', { network: 'app.yaml', colour: 'red' }, 'colour'],
    ['recommend', { network: 'app.yaml', outDir: 'steps' }, 'outDir'],
    ['allocate', { network: 'app.yaml' }, 'by'],
    ['drawing', {}, 'No tool is called drawing'],
  ])('%s %j', async (name, given, message) => {
    const { text, isError } = await call(name, given);
    expect(isError).toBe(true);
    expect(text).toContain(message);
  });
});
