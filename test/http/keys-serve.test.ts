import { expect, test } from 'vitest';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';
import { spawnServer } from '../support/spawn-server.ts';

test('a key made on the command line opens the service on the same data directory', async () => {
  const env = { TOLLGATE_DATA_DIR: temporaryDirectory() };
  const key = (await tollgateInProcess(['keys', 'create', '--name', 'ops', '--scope', 'admin'], { env })).out.trim();
  const server = await spawnServer(env);
  const headers = { authorization: `Bearer ${key}` };
  expect((await fetch(`${server.url}/v1/regions`)).status).toBe(401);
  expect((await fetch(`${server.url}/v1/regions`, { headers })).status).toBe(200);
  const made = await fetch(`${server.url}/v1/keys`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'reader', scope: 'read' }),
  });
  expect(made.status).toBe(201);
  server.child.kill('SIGTERM');
  expect(await server.exited).toEqual([0, null]);
  expect(server.log()).not.toContain(key.slice(37));

  const listed = await tollgateInProcess(['keys', 'list', '--format', 'json'], { env });
  expect(JSON.parse(listed.out).keys.map(({ name }: { name: string }) => name)).toEqual(['reader', 'ops']);
}, 120_000);
