import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import { loadSides } from '../../src/operations/inputs/load-sides.ts';
import { openInput } from '../../src/operations/inputs/open-input.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import type { RateSource } from '../../src/rates/rate-source.ts';
import { type CdkNetwork, cdkAssembly, cdkTemplate } from '../support/cdk-network.ts';
import { diffOf } from '../support/diffing.ts';

const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const BASE: CdkNetwork = {
  zones,
  endpoints: {
    Ssm: { service: 'SSM', zones: ['eu-west-1a', 'eu-west-1b'] },
    Ecr: { service: 'ECR_DOCKER' },
    Kms: { service: 'KMS' },
  },
};
const HEAD: CdkNetwork = {
  zones,
  endpoints: {
    Ssm: { service: 'SSM' },
    Ecr: { service: 'ECR_DOCKER' },
    Sqs: { service: 'SQS', zones: ['eu-west-1b'] },
  },
};

/** Frozen rates: a refreshed price list must not move the golden, whose arithmetic is worked by hand. */
const FROZEN: RateSource = {
  kind: 'pricing-cache',
  rateCard: async (region) => ({
    card: rateCardSchema.parse(JSON.parse(readFileSync(new URL(`rates/${region}.json`, import.meta.url), 'utf8'))),
    findings: [],
  }),
};

/** A folder is no file. */
const readFolder = async (path: string): Promise<Uint8Array> => {
  throw new TollgateError('TG1007', `${path} is a directory.`);
};

const golden = JSON.parse(readFileSync(new URL('diff-cdk/diff.golden.json', import.meta.url), 'utf8'));

test('synthesised templates: an added zone, a removed and an added endpoint', async () => {
  const sides = await loadSides({
    base: { name: 'base', content: cdkTemplate(BASE) },
    head: { name: 'head', content: cdkTemplate(HEAD) },
    headOptions: { region: 'eu-west-1' },
  });
  expect((await diffOf(sides.base, sides.head, {}, FROZEN)).diff).toEqual(golden);
});

test('the assembly of the same app tells account and Region itself, and gives the same money', async () => {
  const open = (network: CdkNetwork) => openInput(cdkAssembly(network), readFolder, async (path) => readFileSync(path));
  const [base, head] = [await open(BASE), await open(HEAD)];
  const sides = await loadSides({
    base: base.input,
    baseOptions: { sibling: base.sibling },
    head: head.input,
    headOptions: { sibling: head.sibling },
  });
  const { diff } = await diffOf(sides.base, sides.head, {}, FROZEN);
  expect(diff.delta).toEqual(golden.delta);
  expect(diff.changes.map((change) => change.id)).toEqual(golden.changes.map(({ id }: { id: string }) => `Net/${id}`));
});

test('an app without an environment asks GetAZs: two zones that have no names yet', async () => {
  const agnostic = (endpoints: CdkNetwork['endpoints']) => ({ name: 'x', content: cdkTemplate({ endpoints }) });
  const sides = await loadSides({
    base: agnostic({}),
    head: agnostic({ Ssm: { service: 'SSM' } }),
    headOptions: { region: 'eu-west-1' },
  });
  const { diff } = await diffOf(sides.base, sides.head, {}, FROZEN);
  expect(diff.delta.monthly).toBe('16.06');
  expect(diff.changes[0]?.head?.azs).toEqual(['zone:eu-west-1[0]', 'zone:eu-west-1[1]']);
});
