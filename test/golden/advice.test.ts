import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { DEFAULT_OPTIONS } from '../../src/recommend/options.ts';
import { type Plan, recommend } from '../../src/recommend/recommend.ts';
import { CARRIED } from '../../src/recommend/requirement.ts';
import { readTopology } from '../../src/topology/validate/read-topology.ts';

const folder = new URL('advice/', import.meta.url);
const card = rateCardSchema.parse(JSON.parse(readFileSync(new URL('rates/us-east-1.json', import.meta.url), 'utf8')));
const cards = new Map([[card.region, card]]);
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** A plan in the words of a case. */
const said = (plan: Plan) => ({
  today: plan.today.monthly.knownPart.toFixed(2),
  saving: plan.saving.monthly.toFixed(2),
  status: plan.solver.status,
  steps: plan.recommendations.map(({ move, saving, subjects }) =>
    [move, saving.monthly.toFixed(2), ...subjects].join(' '),
  ),
  blocked: plan.blocked.map(({ move, blockedBy, monthly }) => [move, ...blockedBy, monthly.toFixed(2)].join(' ')),
  undecided: plan.undecided.map(({ subject, monthly }) => `${subject} ${monthly.toFixed(2)}`),
});

test.each(names)('%s', async (name) => {
  const { topology, options, right, carried } = parse(read(name));
  const place = { file: name, lineOf: () => undefined };
  const plan = await recommend({
    topology: readTopology(topology, place),
    cards,
    options: { ...DEFAULT_OPTIONS, ...options },
  });
  // What a step carries out is offered and no longer held back.
  const expected = CARRIED.has(carried) ? expect.objectContaining({ today: right.today, blocked: [] }) : right;
  expect(said(plan)).toEqual(expected);
});

test('every case is worked by hand', () => {
  const arithmetic = read('arithmetic.md');
  for (const name of names) expect(arithmetic).toContain(`| ${name.replace('.yaml', '')} |`);
});
