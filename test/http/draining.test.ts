import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Services } from '../../src/analysis/services.ts';
import { listeningApp } from '../support/http-app.ts';

const SCAN_ID = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';

test('an event stream that would never end does not hold up a stop', async () => {
  const scan = { id: SCAN_ID, state: 'running' };
  async function* events(_id: string, signal: AbortSignal) {
    yield scan;
    while (!signal.aborted) await sleep(5);
  }
  const scans = async () => ({ get: async () => scan, events });
  const { app, url } = await listeningApp({ services: { scans: scans as unknown as Services['scans'] } });
  const response = await fetch(`${url}/v1/scans/${SCAN_ID}/events`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const text = response.text();
  await sleep(50);
  await app.close();
  expect(await text).toBe(`event: running\ndata: ${JSON.stringify(scan)}\n\n`);
});
