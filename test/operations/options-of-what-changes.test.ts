import { afterAll, beforeAll, expect, test } from 'vitest';
import { allOperations, operationNamed } from '../../src/operations/operation-named.ts';
import { kebab } from '../../src/operations/options/parse-options.ts';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints } from '../support/aws-loopback/world.ts';
import { bundledCards, catalogueOf, edited } from '../support/price-list-stub/catalogue.ts';
import { type PriceListStub, startPriceListStub } from '../support/price-list-stub/index.ts';
import { onDemand } from '../support/price-list-stub/rows.ts';
import { scratchDir } from '../support/pricing-cache-dirs.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';
import { FILES } from './files.ts';

/** Prices of two Regions; endpoint hours in us-east-1 cost what is given. */
const catalogueAt = (price: string) =>
  edited(catalogueOf(bundledCards().filter(({ region }) => /^(us-east-1|eu-west-1)$/.test(region))), (row) =>
    row.attributes.usagetype === 'USE1-VpcEndpoint-Hours' && row.attributes.operation === 'VpcEndpoint'
      ? [{ ...row, terms: onDemand(row.sku, 'Hrs', 'USD', [{ from: '0', to: null, price }]) }]
      : [row],
  );
const PUBLICATION = { version: '20260917190528', publicationDate: '2026-09-17T19:05:28Z' };

let stub: PriceListStub;
let aws: Awaited<ReturnType<typeof startAwsLoopback>>;
const environment = { ...process.env };
beforeAll(async () => {
  stub = await startPriceListStub({ catalogue: catalogueAt('0.02') });
  const endpoints = makeEndpoints(1, '2026-01-01T00:00:00Z');
  const world = { account: '111122223333', region: 'us-east-1', endpoints, stepSeconds: 3600, bytes: () => 1000 };
  aws = await startAwsLoopback({ world, now: Math.floor(Date.now() / 1000) });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_ENDPOINT_URL_PRICING: stub.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  process.env = environment;
  await Promise.all([stub.close(), aws.close()]);
});

type Words = readonly string[];

/** The option, what is asked anyway, and the option as it is given. */
const CASES: readonly (readonly [operation: string, option: string, asked: Words, given: Words])[] = [
  ['rates-refresh', 'region', ['--region', 'us-east-1'], ['--region', 'eu-west-1']],
  ['rates-refresh', 'source', ['--region', 'us-east-1'], ['--source', 'price-list-query']],
  ['rates-refresh', 'networks', ['--region', 'us-east-1'], ['--path', FILES.base]],
  ['rates-refresh', 'force', ['--region', 'us-east-1'], ['--force']],
  ['scan', 'region', ['--days', '0'], ['--region', 'us-east-1']],
  ['scan', 'account', ['--region', 'us-east-1', '--days', '0'], ['--account', '999988887777']],
  ['scan', 'role', ['--region', 'us-east-1', '--days', '0'], ['--role', 'reader']],
  ['scan', 'days', ['--region', 'us-east-1'], ['--days', '1']],
  ['scan', 'maxQueryCost', ['--region', 'us-east-1'], ['--max-query-cost', '0']],
];

const comparable = (text: string): string => text.replaceAll(/"(?:capturedAt|startedAt)":\s*"[^"]*"/g, '');

test.each(CASES)('%s: %s changes the answer or is refused by name', async (name, option, asked, given) => {
  const { command } = await operationNamed(name);
  const env = () => ({
    TOLLGATE_OFFLINE: 'false',
    TOLLGATE_PRICE_LIST_URL: stub.url,
    TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true',
    TOLLGATE_PRICING_CACHE: scratchDir(),
    TOLLGATE_DATA_DIR: temporaryDirectory(),
  });
  /** Other prices under the version that was read before: only who reads all anew sees them. */
  const run = async (words: Words) => {
    const own = env();
    stub.publish(catalogueAt('0.02'), PUBLICATION);
    if (option === 'force') await tollgateInProcess([...command, ...asked], { env: own });
    if (option === 'force') stub.publish(catalogueAt('0.03'), PUBLICATION);
    return tollgateInProcess([...command, ...words, '--format', 'json'], { env: own });
  };
  const without = await run(asked);
  const changed = await run([...asked, ...given]);
  if (changed.code === 1) expect(changed.err.toLowerCase()).toContain(kebab(option));
  else expect(comparable(changed.out)).not.toBe(comparable(without.out));
});

test('every option and input of what changes something has its case', async () => {
  const changing = (await allOperations()).filter(({ changes }) => changes !== undefined);
  const declared = changing.flatMap(({ name, inputs, options }) =>
    Object.keys({ ...inputs, ...options }).map((each) => `${name} ${each}`),
  );
  expect(CASES.map(([name, option]) => `${name} ${option}`).sort()).toEqual(declared.sort());
});
