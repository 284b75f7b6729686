import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { sampleNetwork } from '../../bench/sample-network.ts';
import { cleanEnvironment, startTollgate, temporaryDirectory, tollgate } from '../support/run-tollgate.ts';

const run = promisify(execFile);
const APP = ['breakdown', '--path', 'examples/app.yaml'];

test('standard input is read with --path -', async () => {
  const input = readFileSync('examples/app.yaml', 'utf8');
  const fromFile = await tollgate([...APP, '--format', 'json']);
  const fromInput = await tollgate(['breakdown', '--path', '-', '--format', 'json'], { input });
  expect(fromInput).toEqual(fromFile);
});

test('a file with the byte order mark and encoding of PowerShell reads the same', async () => {
  const text = readFileSync('examples/app.yaml', 'utf8');
  const input = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  const { code, out } = await tollgate(['breakdown', '--path', '-', '--format', 'json'], { input });
  expect(code).toBe(0);
  expect(JSON.parse(out).totals.monthly).toBe('95.305');
});

test('a reader that goes away is no error: head takes one line of many', async () => {
  const network = join(temporaryDirectory(), 'network.json');
  writeFileSync(network, sampleNetwork(5000));
  const command = `set -o pipefail; "$NODE" src/main.ts breakdown --path "$NETWORK" --format csv | head -n 1`;
  const env = { ...cleanEnvironment(), NODE: process.execPath, NETWORK: network };
  const { stdout, stderr } = await run('bash', ['--norc', '-c', command], { env });
  expect(stdout).toMatch(/^id,address,/);
  expect(stderr).toBe('');
});

test('--out-file takes the result, standard output stays empty and the ending names the format', async () => {
  const directory = temporaryDirectory();
  for (const [file, start] of [
    ['a.json', '{'],
    ['a.md', '## '],
    ['a.csv', 'id,'],
    ['a.html', '<!doctype html>'],
    ['a.txt', 'At least '],
  ] as const) {
    const path = join(directory, file);
    const result = await tollgate([...APP, '--out-file', path]);
    expect(result).toEqual({ code: 0, signal: null, out: '', err: `Wrote ${path}\n` });
    expect(readFileSync(path, 'utf8').slice(0, start.length)).toBe(start);
  }
  expect(readdirSync(directory).sort()).toEqual(['a.csv', 'a.html', 'a.json', 'a.md', 'a.txt']);
});

test('--out-file replaces what is there, through a link too, and leaves nothing else', async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'real'));
  writeFileSync(join(directory, 'real', 'out.json'), 'x'.repeat(100_000));
  symlinkSync(join(directory, 'real', 'out.json'), join(directory, 'link.json'));
  await tollgate([...APP, '--out-file', join(directory, 'link.json')]);
  expect(JSON.parse(readFileSync(join(directory, 'real', 'out.json'), 'utf8')).schema).toBe('tollgate/estimate@1');
  expect(readdirSync(join(directory, 'real'))).toEqual(['out.json']);
});

test('--out-file writes into a pipe instead of replacing it', async () => {
  const pipe = join(temporaryDirectory(), 'pipe');
  await run('mkfifo', [pipe]);
  const reader = createReadStream(pipe, 'utf8');
  let text = '';
  reader.on('data', (chunk) => {
    text += chunk;
  });
  const [result] = await Promise.all([tollgate([...APP, '--format', 'json', '--out-file', pipe]), once(reader, 'end')]);
  expect(result.code).toBe(0);
  expect(JSON.parse(text).schema).toBe('tollgate/estimate@1');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a command that waits, at once and silently', async (signal) => {
  const child = startTollgate(['breakdown', '--path', '-']);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  child.stdin.write('{');
  await new Promise((waited) => setTimeout(waited, 1500));
  child.kill(signal);
  const [code, ended] = await once(child, 'close');
  expect({ code, ended, printed }).toEqual({ code: null, ended: signal, printed: '' });
});

test('a command that waits for the network ends with 130 and no fault of ours', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const asked = once(silent, 'request');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const child = startTollgate(['rates', 'refresh', '--region', 'us-east-1'], {
    env: {
      TOLLGATE_OFFLINE: 'false',
      TOLLGATE_PRICING_CACHE: temporaryDirectory(),
      TOLLGATE_PRICE_LIST_URL: `http://127.0.0.1:${port}`,
      TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true',
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  await asked;
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([130, null]);
  expect(printed).toBe('Interrupted.\n');
});
