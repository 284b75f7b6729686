import { expect, test } from 'vitest';
import { forecastDocument } from '../../../../src/operations/forecast/forecast-document.ts';
import { headroomDocument } from '../../../../src/operations/headroom/headroom-document.ts';
import { ets } from '../../../support/ets.ts';
import { servicesOfTest } from '../../../support/http-app.ts';
import { measuredSnapshot } from '../../../support/snapshot.ts';

const network = () => ({
  name: 'snapshot.json',
  content: JSON.stringify(measuredSnapshot({ 'use1-az1': 55e9, 'use1-az2': 55e9 })),
});

test('a snapshot alone is enough for headroom, offline', async () => {
  const document = await headroomDocument({ network: network() }, {});
  expect(document.window).toEqual({ start: '2026-10-01T00:00:00Z', end: '2026-10-31T00:00:00Z' });
  expect(document.endpoints).toMatchObject([{ id: 'vpce-a', level: 'ok', n1Level: 'critical' }]);
});

test('and for a forecast', async () => {
  const services = { ...servicesOfTest(), forecasters: async () => [ets] };
  const document = await forecastDocument({ network: network() }, { months: 2 }, services);
  expect(document.months.map((month) => month.month)).toEqual(['2026-11', '2026-12']);
  expect(document.endpoints[0]?.zones[0]?.thresholds.map((each) => each.days)).toEqual([null, null, null]);
});
