import { describe, expect, test } from 'vitest';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { attribute } from '../../src/model/attribute.ts';
import { type Estimate, estimate } from '../../src/model/estimate.ts';
import { GROUP_WORDS } from '../../src/model/group-key.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { estimateDocumentSchema } from '../../src/report/report.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { bundledCards } from '../support/estimating.ts';
import { gbText, networks } from '../support/network-arbitrary.ts';
import { fc } from '../support/property.ts';

const cards = bundledCards(['us-east-1', 'sa-east-1', 'eu-west-1']);
const price = (topology: Topology): Estimate => estimate({ topology, cards });
const totalsText = ({ totals }: Estimate) => Object.values(totals).map(String);
const dataLines = (result: Estimate) =>
  result.endpoints.flatMap(({ lines }) => lines.filter((line) => line.charge === 'data-processed'));

describe('estimates', () => {
  test('the pools are the sum of what is attributed to their endpoints', () => {
    fc.assert(
      fc.property(networks, (topology) => {
        const result = price(topology);
        const attributed = sum(dataLines(result).flatMap((line) => line.monthly ?? []));
        expect(sum(result.pools.map((pool) => pool.monthly)).toFixed()).toBe(attributed.toFixed());
        for (const pool of result.pools) {
          expect(sum(pool.bands.map((use) => use.quantity)).toFixed()).toBe(pool.gb.toFixed());
        }
      }),
    );
  });

  test('whatever they are grouped by, the groups add up to the total and to what it leaves out', () => {
    fc.assert(
      fc.property(networks, (topology) => {
        const result = price(topology);
        for (const key of [...GROUP_WORDS, 'tag:team'] as const) {
          const groups = attribute(result, key);
          expect(sum(groups.map((group) => group.monthly.knownPart)).toFixed()).toBe(
            result.totals.monthly.knownPart.toFixed(),
          );
          expect(groups.reduce((all, group) => all + group.monthly.leftOut, 0)).toBe(result.totals.monthly.leftOut);
        }
      }),
    );
  });

  test("splitting an endpoint's bytes over two endpoints changes no byte cost", () => {
    fc.assert(
      fc.property(networks, gbText, fc.integer({ min: 0, max: 10 }), (topology, gb, tenths) => {
        const first = new Decimal(gb).times(tenths).div(10);
        const endpoint = (id: string, part: Decimal) => ({
          id,
          type: 'Interface' as const,
          azs: ['use1-az1'],
          traffic: { monthlyGb: part.toFixed() },
        });
        const together = price({ ...topology, endpoints: [...topology.endpoints, endpoint('x', new Decimal(gb))] });
        const apart = price({
          ...topology,
          endpoints: [...topology.endpoints, endpoint('x', first), endpoint('y', new Decimal(gb).minus(first))],
        });
        expect(apart.totals.usage.toFixed()).toBe(together.totals.usage.toFixed());
        expect(apart.totals.baseline.minus(together.totals.baseline).toFixed()).toBe('7.3');
      }),
    );
  });

  test('unknown endpoints never change what is priced', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 1, max: 4 }), (topology, count) => {
        const unknown = Array.from({ length: count }, (_, index) => ({ id: `u${index}`, type: 'Interface' as const }));
        const before = price(topology);
        const after = price({ ...topology, endpoints: [...unknown, ...topology.endpoints] });
        expect(after.totals.monthly.knownPart.toFixed()).toBe(before.totals.monthly.knownPart.toFixed());
        expect(after.totals.low.toFixed()).toBe(before.totals.low.toFixed());
        expect(after.totals.monthly.leftOut).toBe(before.totals.monthly.leftOut + 2 * count);
      }),
    );
  });

  test('the order of endpoints and flows changes nothing but the order', () => {
    const shuffled = networks.chain((topology) =>
      fc
        .tuple(
          fc.shuffledSubarray(topology.endpoints, { minLength: topology.endpoints.length }),
          fc.shuffledSubarray(topology.flows ?? [], { minLength: topology.flows?.length ?? 0 }),
        )
        .map(([endpoints, flows]) => [topology, { ...topology, endpoints, flows }] as const),
    );
    const costs = (result: Estimate) =>
      Object.fromEntries(
        result.endpoints.map(({ joined, totals }) => [joined.endpoint.id, totals.monthly.knownPart.toFixed()]),
      );
    fc.assert(
      fc.property(shuffled, ([straight, mixed]) => {
        expect(totalsText(price(mixed))).toEqual(totalsText(price(straight)));
        expect(costs(price(mixed))).toEqual(costs(price(straight)));
      }),
    );
  });

  test('names change nothing but the names', () => {
    const renamed = (topology: Topology): Topology => ({
      ...topology,
      endpoints: topology.endpoints.map((endpoint) => ({ ...endpoint, id: `other-${endpoint.id}` })),
      flows: topology.flows?.map((flow) => ({ ...flow, endpoint: `other-${flow.endpoint}` })),
    });
    fc.assert(
      fc.property(networks, (topology) => {
        expect(totalsText(price(renamed(topology)))).toEqual(totalsText(price(topology)));
      }),
    );
  });

  test('the document fits its schema and is the same bytes twice', () => {
    fc.assert(
      fc.property(networks, (topology) => {
        const document = buildReport(price(topology), 'a test', { groupBy: ['vpc', 'tag:team'] });
        expect(estimateDocumentSchema.parse(document)).toEqual(document);
        const again = buildReport(price(structuredClone(topology)), 'a test', { groupBy: ['vpc', 'tag:team'] });
        expect(JSON.stringify(again)).toBe(JSON.stringify(document));
      }),
    );
  });
});
