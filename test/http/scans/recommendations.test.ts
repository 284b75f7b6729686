import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProblemDocument } from '../../../src/http/problem/problem.ts';
import type { AdviceRecord } from '../../../src/operations/resources/recommendations/advice-record.ts';
import { isOver, type ScanRecord } from '../../../src/operations/resources/scans/scan-record.ts';
import { makeEndpoints, type World, type WorldEndpoint } from '../../support/aws-loopback/world.ts';
import { postScan, type ScanApp, scanWhen, startScanApp } from '../../support/scan-app.ts';

/** Two services, each in three zones of which two are enough: dropping one saves 7.30 at each. */
const endpoints: readonly WorldEndpoint[] = makeEndpoints(2, '2026-01-01T00:00:00Z').map((each, index) => ({
  ...each,
  service: `com.amazonaws.us-east-1.${index === 0 ? 'ssm' : 'kms'}`,
}));
let standing = endpoints;
const world: World = {
  account: '111122223333',
  region: 'us-east-1',
  get endpoints() {
    return standing;
  },
  stepSeconds: 3600,
  bytes: (_endpoint, _subnet, start) => (start % 3600 === 0 ? 1e9 : undefined),
};

describe('recommendations of scans', () => {
  let service: ScanApp;
  beforeAll(async () => {
    service = await startScanApp({ world });
    await scanned();
  });
  afterAll(() => service.close());

  /** A scan that is over, and what it was followed by. */
  async function scanned(): Promise<string> {
    const { id } = (await (await postScan(service.url, { region: 'us-east-1', days: 1 })).json()) as ScanRecord;
    expect(await scanWhen(service.url, id, (each) => isOver(each.state))).toMatchObject({ state: 'succeeded' });
    return id;
  }

  const list = async (query = ''): Promise<{ data: readonly AdviceRecord[]; next: string | null }> => {
    const answer = await fetch(`${service.url}/v1/recommendations?${query}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as { data: readonly AdviceRecord[]; next: string | null };
  };
  const patch = (id: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${service.url}/v1/recommendations/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  /** What the list holds once `ready` holds: what follows a scan runs after the scan is over. */
  async function listWhen(query: string, ready: (data: readonly AdviceRecord[]) => boolean) {
    const end = Date.now() + 25_000;
    for (;;) {
      const { data } = await list(query);
      if (ready(data)) return data;
      if (Date.now() > end) throw new Error(`the list stands at ${JSON.stringify(data)}`);
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  test('a scan is followed by its plan, kept and listed', async () => {
    const data = await listWhen('proposed=true', (each) => each.length > 0);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      account: '111122223333',
      region: 'us-east-1',
      status: 'open',
      realised: null,
      recommendation: { move: 'drop-az', saving: { monthly: '14.60' } },
    });
    const answer = await fetch(`${service.url}/v1/recommendations/${data[0]?.id}`);
    expect(await answer.json()).toEqual(data[0]);
    expect((await list('status=done')).data).toEqual([]);
    expect((await list('move=drop-az&limit=1')).next).toBeNull();
  });

  test('decisions are recorded, checked, and repeated by key', async () => {
    const [{ id } = { id: '' }] = await listWhen('', (each) => each.length > 0);
    const refused = await patch(id, { status: 'dismissed' });
    expect([refused.status, ((await refused.json()) as ProblemDocument).code]).toEqual([400, 'TG4003']);
    const unknown = await patch('rec-0000000000000000', { status: 'done' });
    expect([unknown.status, ((await unknown.json()) as ProblemDocument).code]).toEqual([404, 'TG2202']);
    const strange = await patch(id, { status: 'maybe' });
    expect([strange.status, ((await strange.json()) as ProblemDocument).code]).toEqual([400, 'TG1005']);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const dismissed = await patch(id, { status: 'dismissed', reason: 'frozen', expiresAt }, { 'idempotency-key': 'k' });
    expect(await dismissed.json()).toMatchObject({ status: 'dismissed', reason: 'frozen', expiresAt });
    const again = await patch(id, { status: 'dismissed', reason: 'frozen', expiresAt }, { 'idempotency-key': 'k' });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await list('status=open')).data).toEqual([]);
  });

  test('what was accepted is compared with its promise at the next scan', async () => {
    const [{ id } = { id: '' }] = (await list()).data;
    expect(await (await patch(id, { status: 'accepted' })).json()).toMatchObject({ status: 'accepted', reason: null });
    // Both are narrowed by hand, as the steps say.
    standing = endpoints.map((each) => ({ ...each, subnets: each.subnets.slice(0, 2) }));
    await scanned();
    const [record] = await listWhen('status=accepted', (each) => each[0]?.realised !== null);
    expect(record).toMatchObject({ id, proposed: false, realised: { monthly: '14.60', promised: '14.60', done: 1 } });
  });

  test('a cursor that no page gave is refused', async () => {
    const answer = await fetch(
      `${service.url}/v1/recommendations?cursor=${Buffer.from('v1:nonsense').toString('base64url')}`,
    );
    expect([answer.status, ((await answer.json()) as ProblemDocument).code]).toEqual([400, 'TG1012']);
  });
});
