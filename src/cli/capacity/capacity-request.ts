import type { CapacityRequest } from '../../analysis/capacity-inputs.ts';
import { documentOf } from '../../analysis/load-network.ts';
import { parameterWords } from '../../analysis/parameters.ts';
import type { Services } from '../../analysis/services.ts';
import { siblingsOf } from '../../analysis/siblings.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';

/** What headroom and forecast are told alike. */
export interface CapacityFileOptions {
  readonly path: string;
  readonly traffic?: readonly string[] | undefined;
  readonly usageFile?: string | undefined;
  readonly region?: string | undefined;
  readonly parameter?: readonly string[] | undefined;
}

/** The request that the files make. */
export async function capacityRequest(
  { path, traffic, usageFile, region, parameter }: CapacityFileOptions,
  host: Host,
  services: Services,
): Promise<CapacityRequest> {
  const { readFile } = services;
  const { trafficFile } = await import('../../analysis/load-traffic.ts');
  return {
    document: await documentOf(await readInput(path, host, services)),
    networkOptions: {
      region,
      sibling: siblingsOf(path, readFile),
      ...(parameter && { parameters: parameterWords(parameter) }),
    },
    files: traffic?.map((file) => trafficFile(file, readFile)),
    usageFile: usageFile === undefined ? undefined : trafficFile(usageFile, readFile),
  };
}
