import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import { listeningApp } from '../support/http-app.ts';
import { stateServices } from '../support/state-services.ts';

const SCAN_ID = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';

test('an event stream that would never end does not hold up a stop', async () => {
  const scan = { id: SCAN_ID, state: 'running' };
  async function* events(_id: string, signal: AbortSignal) {
    yield scan;
    while (!signal.aborted) await sleep(5);
  }
  const scans = { get: async () => scan, events } as unknown as ScanService;
  const { app, url } = await listeningApp({ services: stateServices({ scans }) });
  const response = await fetch(`${url}/v1/scans/${SCAN_ID}/events`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const text = response.text();
  await sleep(50);
  await app.close();
  expect((await text).replace(/id: \w+\n/, '')).toBe(
    `retry: 3000\n\nevent: running\ndata: ${JSON.stringify(scan)}\n\n`,
  );
});
