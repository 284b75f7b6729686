import { viewUsage } from '../../report/views/usage.ts';
import { networkInputs } from '../inputs/catalogue.ts';
import type { Given } from '../inputs/given.ts';
import { givenNetwork } from '../inputs/given-network.ts';
import { readWithTraffic } from '../inputs/network-inputs.ts';
import { operation } from '../operation.ts';
import { readOptions } from '../options/common.ts';

const { network, parameterFiles, terraformVarFiles, traffic } = networkInputs;

export const usageSync = operation({
  name: 'usage-sync',
  command: ['usage', 'sync'],
  summary: 'fill a usage file from measured traffic, keeping every value of yours',
  description:
    'Fills a usage file (Infracost 0.1) from measured traffic. Values you wrote stay; values written here carry their window and date and are renewed.',
  document: 'usage',
  noun: 'a usage file',
  formats: ['infracost-usage', 'json'],
  inputs: {
    network,
    parameterFiles,
    terraformVarFiles,
    traffic,
    plan: {
      says: 'plan or template that the file takes its addresses from',
      flag: 'plan',
      part: 'plan',
      network: true,
    },
    usage: {
      says: 'usage file to bring up to date (default: that of --out-file)',
      flag: 'usage-file',
      part: 'usage',
      fromOutFile: true,
    },
  },
  options: readOptions,
  rest: { not: 'a usage file lies in a repository, beside its plan' },
  run: async ({ plan, usage, ...inputs }, options, { now }) => {
    const { syncUsage } = await import('./usage-sync.ts');
    const { reading, traffic } = await readWithTraffic(await givenNetwork(inputs, options));
    const declared =
      plan && (await readWithTraffic(await givenNetwork({ ...inputs, network: plan, traffic: [] }, options))).reading;
    const synced = syncUsage({ measured: reading, traffic, declared, existing: await textOf(usage), now: now() });
    const document = { schema: 'tollgate/usage@1' as const, ...synced };
    return { document, remark: viewUsage(document).headline };
  },
  view: async (document) => viewUsage(document),
});

async function textOf([file]: readonly Given[] = []) {
  if (!file) return undefined;
  const { decodeText } = await import('../../core/decode-text.ts');
  return { name: file.name, text: decodeText(await file.read(), file.name) };
}
