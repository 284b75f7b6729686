import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sum } from '../../src/core/decimal.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import type { DecisionOptions } from '../../src/recommend/options.ts';
import { type Plan, recommend } from '../../src/recommend/recommend.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { readTopology } from '../../src/topology/validate/read-topology.ts';
import { optionsOfCase, type SmallCase, smallCase, topologyOfCase } from '../support/recommend/case.ts';
import { seeded } from '../support/series.ts';

const card = rateCardSchema.parse(
  JSON.parse(readFileSync(new URL('../../pricing-cache/aws/us-east-1.json', import.meta.url), 'utf8')),
);
const cards = new Map([['us-east-1', card]]);

const planOf = (topology: Topology, options: DecisionOptions): Promise<Plan> => recommend({ topology, cards, options });

async function forEachCase(first: number, count: number, check: (small: SmallCase, seed: number) => Promise<void>) {
  for (let seed = first; seed < first + count; seed += 1) await check(smallCase(seed), seed);
}

describe('a plan', () => {
  test('never costs more than today, and its steps and the solver both claim exactly the difference', async () => {
    await forEachCase(10_000, 150, async (small, seed) => {
      const plan = await planOf(topologyOfCase(small), optionsOfCase(small));
      expect(plan.after.monthly.knownPart.lessThanOrEqualTo(plan.today.monthly.knownPart), `seed ${seed}`).toBe(true);
      const parts = sum(plan.recommendations.map((each) => each.saving.monthly));
      expect(
        parts.minus(plan.today.monthly.minus(plan.after.monthly).knownPart).abs().toNumber(),
        `seed ${seed}`,
      ).toBeLessThan(1e-8);
      expect(
        plan.recommendations.every((each) => each.saving.monthly.greaterThan(0)),
        `seed ${seed}`,
      ).toBe(true);
      expect(plan.solver.bound.minus(plan.solver.objective).abs().toNumber()).toBeLessThan(1e-6);
    });
  }, 120_000);

  test('ends in a valid topology file', async () => {
    await forEachCase(11_000, 100, async (small) => {
      const { topologyAfter } = await planOf(topologyOfCase(small), optionsOfCase(small));
      const place = { file: 'after.json', lineOf: () => undefined };
      expect(() => readTopology(JSON.parse(JSON.stringify(topologyAfter)), place)).not.toThrow();
    });
  }, 120_000);

  test('keeps the zone floor and bears the loss of a zone wherever it changes an endpoint', async () => {
    await forEachCase(12_000, 150, async (small, seed) => {
      const plan = await planOf(topologyOfCase(small), optionsOfCase(small));
      const before = new Map(plan.topologyToday.endpoints.map((endpoint) => [endpoint.id, endpoint]));
      for (const endpoint of plan.topologyAfter.endpoints) {
        const peak = Number(endpoint.traffic?.peakGbps ?? 0);
        const was = before.get(endpoint.id);
        const heavier = was === undefined || peak > Number(was.traffic?.peakGbps ?? 0);
        if (endpoint.type !== 'Interface' || (endpoint.azs?.join() === was?.azs?.join() && !heavier)) continue;
        const zones = endpoint.azs?.length ?? 0;
        expect([seed, endpoint.id, zones >= small.minAzs]).toEqual([seed, endpoint.id, true]);
        expect([seed, endpoint.id, peak <= 60.000001 * Math.max(zones - 1, 1)]).toEqual([seed, endpoint.id, true]);
      }
    });
  }, 120_000);

  test('leaves sensitive data alone on its own endpoint', async () => {
    await forEachCase(13_000, 150, async (small, seed) => {
      const plan = await planOf(topologyOfCase(small), optionsOfCase(small));
      const sensitive = plan.topologyToday.endpoints.filter(
        (endpoint) => endpoint.tags?.['tollgate:data-class'] === 'pii',
      );
      for (const { id, traffic } of sensitive) {
        const after = plan.topologyAfter.endpoints.find((endpoint) => endpoint.id === id);
        const kept = traffic?.monthlyGb === '0' ? (after?.traffic?.monthlyGb ?? '0') : after?.traffic?.monthlyGb;
        expect([seed, id, kept]).toEqual([seed, id, traffic?.monthlyGb]);
      }
    });
  }, 120_000);

  test('never gets dearer by more freedom: fewer pins, fewer forbidden moves, more hubs, a lower floor, fewer guards', async () => {
    await forEachCase(14_000, 60, async (small, seed) => {
      const topology = topologyOfCase(small);
      const options = optionsOfCase(small);
      const next = seeded(seed);
      const [endpoint] = topology.endpoints;
      const freer: readonly [Partial<DecisionOptions>, Partial<DecisionOptions>][] = [
        [{ pins: endpoint && next() < 0.9 ? [endpoint.id] : [] }, {}],
        [{ forbid: [{ move: 'share-across-vpcs' }, { move: 'drop-az' }] }, { forbid: [{ move: 'drop-az' }] }],
        [{ hubs: ['vpc0'] }, { hubs: ['vpc0', 'vpc1'] }],
        [{ minAzs: 2 }, { minAzs: 1 }],
        [{}, { allow: [...options.allow, 'sensitive-data'] }],
        [{ maxUtilisation: 0.3 }, { maxUtilisation: 0.9 }],
      ];
      for (const [tight, loose] of freer) {
        const bound = await planOf(topology, { ...options, ...tight });
        const free = await planOf(topology, { ...options, ...loose });
        const more = free.after.monthly.minus(bound.after.monthly).knownPart.toNumber();
        expect([seed, tight, more < 1e-9]).toEqual([seed, tight, true]);
      }
    });
  }, 200_000);

  test('asked to repair, leaves no rule broken but those it names, and adds up all the same', async () => {
    let mended = 0;
    await forEachCase(18_000, 120, async (small, seed) => {
      const options = optionsOfCase(small);
      const topology = topologyOfCase(small);
      const plan = await planOf(topology, { ...options, repair: true });
      const named = new Set(plan.findings.findings.flatMap((each) => (each.code === 'TG4052' ? [each.subject] : [])));
      for (const { id, type, azs = [], traffic } of plan.topologyAfter.endpoints) {
        if (type !== 'Interface' || named.has(id)) continue;
        const fits = Number(traffic?.peakGbps ?? 0) <= 60.000001 * Math.max(azs.length - 1, 1);
        expect([seed, id, azs.length >= small.minAzs, fits]).toEqual([seed, id, true, true]);
      }
      const parts = sum(plan.recommendations.map((each) => each.saving.monthly));
      expect(parts.minus(plan.saving.monthly).abs().toNumber(), `seed ${seed}`).toBeLessThan(1e-8);
      const left = (await planOf(topology, options)).repairs.length;
      mended += left - plan.repairs.length;
    });
    expect(mended).toBeGreaterThan(10);
  }, 120_000);

  test('carried out, leaves nothing to gain', async () => {
    await forEachCase(17_000, 80, async (small, seed) => {
      const options = optionsOfCase(small);
      const { topologyAfter } = await planOf(topologyOfCase(small), options);
      const again = await planOf(topologyAfter, options);
      expect([seed, again.saving.monthly.toFixed(6)]).toEqual([seed, '0.000000']);
    });
  }, 120_000);

  test('does not hang on names: renaming everything changes no number', async () => {
    await forEachCase(15_000, 80, async (small, seed) => {
      const topology = topologyOfCase(small);
      const renamed: Topology = JSON.parse(
        JSON.stringify(topology).replaceAll(
          /"(vpc|e|nat|rtb|pcx-)(\d[\d-]*)"/g,
          (_, kind, rest) => `"z${9 - Number(rest[0])}-${kind}${rest}"`,
        ),
      );
      const options = optionsOfCase(small);
      const plan = await planOf(topology, options);
      const other = await planOf(renamed, { ...options, hubs: small.hubs.map((hub) => `z${9 - hub}-vpc${hub}`) });
      const numbers = ({ today, after, recommendations, blocked, solver }: Plan) => ({
        totals: [today.monthly.knownPart, after.monthly.knownPart, solver.objective, solver.bound].map((each) =>
          each.toFixed(),
        ),
        steps: recommendations.map((each) => [
          each.move,
          each.saving.monthly.toFixed(),
          each.blastRadius.monthlyGb.toFixed(),
        ]),
        blocked: blocked.map((each) => each.monthly.toFixed()),
      });
      expect([seed, numbers(other)]).toEqual([seed, numbers(plan)]);
    });
  }, 120_000);

  test('is the same, byte for byte, for the same input', async () => {
    await forEachCase(16_000, 20, async (small) => {
      const [one, two] = [
        await planOf(topologyOfCase(small), optionsOfCase(small)),
        await planOf(topologyOfCase(small), optionsOfCase(small)),
      ];
      expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    });
  }, 60_000);
});
