import { expect, test } from 'vitest';
import { testApp } from '../support/http-app.ts';

test('the parts of the service and its jobs are metrics, and readiness tells the parts', async () => {
  const app = await testApp({ withState: true });
  const scan = await app.inject({ method: 'POST', url: '/v1/scans', payload: { region: 'us-east-1', days: 0 } });
  expect(scan.statusCode).toBe(202);
  const { body } = await app.inject('/metrics');
  expect(body).toContain('tollgate_part_up{part="state"} 1');
  expect(body).toContain('tollgate_part_up{part="queue"} 1');
  expect(body).toContain('tollgate_part_up{part="history"} 1');
  expect(body).toMatch(/tollgate_jobs\{kind="scan",state="\w+"\} 1/);
  expect(body).toMatch(/tollgate_work\{work="scan",state="\w+"\} 1/);
  expect(body).toMatch(/^tollgate_history_bytes \d+$/m);
  const ready = await app.inject('/readyz');
  expect([ready.statusCode, ready.json().parts.state]).toEqual([200, 'ok']);
}, 120_000);
