import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FindingLog } from '../src/core/finding.ts';
import { rateCardSchema } from '../src/rates/rate-card.ts';
import { decisionOf } from '../src/recommend/decide/decision.ts';
import { DEFAULT_OPTIONS } from '../src/recommend/options.ts';
import { readPolicies } from '../src/recommend/policy/policies.ts';
import { recommend } from '../src/recommend/recommend.ts';
import { regionalNetworkOf } from '../src/recommend/region/regional-network.ts';
import { loadSolver } from '../src/recommend/solve/highs.ts';
import { solvePlain } from '../src/recommend/solve/plain.ts';
import { buildPlan } from '../src/report/build-plan.ts';
import { type Benchmark, median } from './harness.ts';
import { largeOrganisation } from './support/large-organisation.ts';

const SHAPE = { vpcs: 200, services: 30, hubs: 3 };
const ROUNDS = 5;
/** The plain model is stopped here, so that its time is at least this. */
const PLAIN_LIMIT_SECONDS = 60;
const options = { ...DEFAULT_OPTIONS, hubs: ['hub0', 'hub1', 'hub2'] };

const card = rateCardSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'pricing-cache', 'aws', 'us-east-1.json'), 'utf8')),
);
const cards = new Map([[card.region, card]]);

type Organisation = ReturnType<typeof largeOrganisation>;

/** From the topology to the text of the plan: regional, guards, proof, re-pricing, steps, document. */
async function endToEnd(topology: Organisation): Promise<number> {
  const start = performance.now();
  const plan = await recommend({ topology, cards, options });
  JSON.stringify(buildPlan(plan, { options, cards, ratesSource: 'bench' }));
  // What NAT gateways without destinations carry is left undecided; what is decided is proved.
  if (plan.solver.gap !== 0) throw new Error('the plan is not proved');
  return performance.now() - start;
}

/** HiGHS alone on the same decision as one model; making that decision ready is not counted. */
async function plain(topology: Organisation): Promise<number> {
  const regional = regionalNetworkOf(card.region, { topology, traffic: new Map(), cards, options }, new FindingLog());
  if (!regional) throw new Error('no rates');
  const decision = decisionOf({ ...regional, policies: await readPolicies([]) });
  const start = performance.now();
  await solvePlain(decision.problem, { timeLimitSeconds: PLAIN_LIMIT_SECONDS, today: decision.today });
  return performance.now() - start;
}

/** Both in turn, so that whatever slows the machine slows both. */
async function againstPlain(unattached: number, rounds: number): Promise<number> {
  const topology = largeOrganisation({ ...SHAPE, unattached });
  await loadSolver();
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const base = await plain(topology);
    ratios.push((await endToEnd(topology)) / base);
  }
  return median(ratios);
}

/** Largest memory of a process that does nothing but recommend, in GiB. */
function memory(): number {
  const child = join(import.meta.dirname, 'support', 'recommend-memory.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [child], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${child} ended with ${status}: ${stderr}`);
  return Number(stdout);
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'recommend 200 VPCs x 30 services x 3 hubs, end to end / HiGHS on the undecomposed model',
    better: 'lower',
    measure: () => againstPlain(0, ROUNDS),
  },
  {
    name: 'the same with 20 VPCs to attach, end to end / HiGHS on the undecomposed model (at most 60 s)',
    better: 'lower',
    measure: () => againstPlain(20, 1),
  },
  { name: 'GiB at most to recommend 200 VPCs x 30 services x 3 hubs', better: 'lower', measure: memory },
];
