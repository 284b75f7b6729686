import { discountedRates } from '../../rates/discounts.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import type { ComputePorts, GivenInputs, OptionValues } from '../operation.ts';
import type { pricingOptions, readOptions } from '../options/common.ts';
import type { networkInputs } from './catalogue.ts';
import { type Given, networkInput, trafficFileOf } from './given.ts';
import type { NetworkInputs } from './network-inputs.ts';
import { readParameters, withAccount } from './parameters.ts';
import { parsePoolGb } from './pool-gb.ts';
import { parseDiscounts, readDiscounts } from './read-discounts.ts';
import { terraformVariables } from './terraform-variables.ts';
import { rowsAsFile } from './traffic-rows.ts';

/** The documents that tell of one network. */
export type NetworkGiven = GivenInputs<typeof networkInputs>;

/** How they are read. */
export type NetworkWords = OptionValues<typeof readOptions & Pick<typeof pricingOptions, 'poolGb'>>;

/** What a face was given of a network, as every operation reads it. Throws TG1005, TG1007, TG1012, TG1202 and what reading files throws. */
export async function givenNetwork(inputs: NetworkGiven, words: NetworkWords): Promise<NetworkInputs> {
  const [network] = inputs.network ?? [];
  if (!network) throw new RangeError('an operation that needs a network declares it as required');
  const { region, poolGb } = words;
  const [usage] = inputs.usage ?? [];
  const parameters = await readParameters(inputs.parameterFiles ?? [], withAccount(words.parameters, words.account));
  return {
    network: await networkInput(network),
    networkOptions: {
      region,
      kind: words.kind ?? network.kind,
      sibling: network.sibling,
      ...(Object.keys(parameters).length > 0 && { parameters }),
      terraform: await terraformVariables(inputs.terraformVarFiles, words.terraformVars),
      ...(poolGb && { poolGb: parsePoolGb(poolGb) }),
    },
    files: (inputs.traffic ?? []).map((given) =>
      Array.isArray(given.value) ? rowsAsFile(given.value) : trafficFileOf(given),
    ),
    usageFile: usage && trafficFileOf(usage),
  };
}

/** The ports with rates at what is paid, where discounts are given as words or as a file. Throws TG1012 and TG6007. */
export async function atGivenDiscounts<P extends Pick<ComputePorts, 'rates'>>(
  ports: P,
  inputs: { readonly discounts?: readonly Given[] | undefined },
  { discount = [] }: { readonly discount?: readonly string[] | undefined },
): Promise<P & { readonly rates: RateSource }> {
  const discounts = [...parseDiscounts(discount)];
  for (const file of inputs.discounts ?? []) discounts.unshift(...(await readDiscounts(await networkInput(file))));
  return discounts.length === 0 ? ports : { ...ports, rates: discountedRates(ports.rates, discounts) };
}
