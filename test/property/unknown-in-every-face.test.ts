import { expect, test } from 'vitest';
import { type Given, givenBytes, givenValue } from '../../src/operations/inputs/given.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { operationNamed } from '../../src/operations/operation-named.ts';
import { write } from '../../src/operations/write-answer.ts';
import { eventText } from '../../src/report/event-text.ts';
import { textOf } from '../../src/report/formats/format.ts';
import type { FormatName } from '../../src/report/formats/index.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { fc } from '../support/property.ts';
import { curLegacyCsv, syntheticLines } from '../support/synthetic-bill.ts';

const services = servicesOfTest();
const ports = { ...services, operation: operationNamed };
const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];

/** Networks of which each has one endpoint, at least, whose bytes nobody states. */
const networks = fc
  .array(fc.record({ zones: fc.integer({ min: 1, max: 3 }), gb: fc.option(fc.integer({ min: 1, max: 90_000 })) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => [...all, { zones: 1, gb: null }])
  .map((all) => ({
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    vpcs: [{ id: 'app', tags: { team: 'a' } }],
    endpoints: all.map(({ zones, gb }, index) => ({
      id: `e${index}`,
      vpc: 'app',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.ssm',
      azs: ZONES.slice(0, zones),
      ...(gb !== null && { traffic: { monthlyGb: String(gb) } }),
    })),
  }));

const EMPTY = { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [] };
const BUDGET = { schema: 'tollgate/budget@1', name: 'all', amount: '1', currency: 'USD' };

/** A bill of other endpoints: what the network leaves unknown stays so. */
const BILL = new TextEncoder().encode(curLegacyCsv(syntheticLines().slice(0, 40)));
/** Eight weeks of the first endpoint, an hour a row: what the others carry is told by nobody. */
const HISTORY = new TextEncoder().encode(
  [
    'endpoint_id,az,start,period_seconds,bytes',
    ...Array.from({ length: 8 * 7 * 24 }, (_, hour) => {
      const start = new Date(Date.UTC(2026, 8, 7, hour)).toISOString();
      return `e0,use1-az1,${start},3600,${4_000_000_000 + (hour % 24) * 50_000_000}`;
    }),
  ].join('\n'),
);
type Inputs = Readonly<Record<string, readonly Given[]>>;
const one = (value: unknown) => [givenValue('network', value)];

/** Each operation that answers with money, its inputs from a network, and the formats whose first line with money is the whole. */
const FACES: readonly (readonly [
  string,
  (network: unknown) => Inputs,
  Readonly<Record<string, unknown>>,
  readonly FormatName[],
])[] = [
  ['estimate', (network) => ({ network: one(network) }), {}, ['table', 'markdown', 'html']],
  [
    'diff',
    (network) => ({ head: one(network), base: one(EMPTY) }),
    {},
    ['table', 'markdown', 'html', 'github-comment', 'slack-message'],
  ],
  ['allocate', (network) => ({ network: one(network) }), { by: 'team' }, ['table', 'markdown', 'html']],
  [
    'forecast',
    (network) => ({ network: one(network), traffic: [givenBytes('history.csv', HISTORY)] }),
    {},
    ['table', 'markdown', 'html'],
  ],
  ['recommend', (network) => ({ network: one(network) }), { timeLimitSeconds: 1 }, ['table', 'markdown']],
  ['budget-check', (network) => ({ network: one(network), budgets: one(BUDGET) }), {}, ['table', 'markdown']],
  [
    'scenarios',
    (network) => ({
      variants: [...one(network), ...one(network)].map((each, index) => ({ ...each, label: `v${index}` })),
    }),
    { months: 2 },
    ['table', 'markdown'],
  ],
  [
    'reconcile',
    (network) => ({ network: one(network), bills: [givenBytes('bill.csv', BILL)] }),
    {},
    ['table', 'markdown', 'html'],
  ],
];

const BOUND = /at least|≥|unknown/i;
const MONEY = /\$\d/;
/** Rows of tables that sum costs up; what steps save is a difference. */
const WHOLE = /^\W*(?:Total|All)(?:\s*\||\s{2}).*\d\.\d\d/;

test.each(FACES)(
  '%s: no format prints the whole of a network with unknown bytes without "at least"',
  async (name, inputsOf, options, formats) => {
    const operation: Operation = await operationNamed(name);
    await fc.assert(
      fc.asyncProperty(networks, async (network) => {
        const answer = await operation.run(inputsOf(network), options, ports);
        for (const format of formats) {
          const layout = { indent: 0 };
          const written = textOf(
            await write(operation, answer, options, { format, isShort: true, paths: ['x'], now: new Date(0), layout }),
          );
          const lines = written.replaceAll(/<style>.*?<\/style>|<[^>]+>/gs, '\n').split('\n');
          const first = lines.filter((each) => MONEY.test(each)).slice(0, 1);
          expect(first.length === 1 || BOUND.test(written), `${format} prints neither money nor a bound`).toBe(true);
          for (const line of [...first, ...lines.filter((each) => WHOLE.test(each))]) {
            expect(line, `${format}: ${line}`).toMatch(BOUND);
          }
        }
      }),
      { numRuns: 8 },
    );
  },
);

test('an event says what its amounts leave out', () => {
  const head = { schema: 'tollgate/event@1', id: 'x', occurredAt: '2026-11-01T00:00:00Z' } as const;
  const crossed = { budget: 'all', on: 'run-rate', share: '1', limit: '20', spent: '29.76', currency: 'USD' };
  expect(eventText({ ...head, type: 'budget.crossed', data: { ...crossed, unknownLines: 1 } })).toContain(
    'at least $29.76 a month',
  );
  expect(eventText({ ...head, type: 'budget.crossed', data: crossed })).toContain(': $29.76 a month');
  const changed = {
    region: 'us-east-1',
    changes: [],
    monthlyBefore: '1',
    monthlyAfter: '2',
    currency: 'USD',
    unknownLines: 3,
  };
  expect(eventText({ ...head, type: 'price.changed', data: changed })).toContain(
    'from at least $1.00 to at least $2.00',
  );
});
