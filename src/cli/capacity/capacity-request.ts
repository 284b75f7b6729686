import type { CapacityRequest } from '../../operations/inputs/capacity-inputs.ts';
import { givenFile } from '../../operations/inputs/given.ts';
import { openInput } from '../../operations/inputs/open-input.ts';
import { readParameters } from '../../operations/inputs/parameters.ts';
import type { Services } from '../../operations/services.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';

/** What every command that reads a network and its traffic is told alike. */
export interface CapacityFileOptions {
  readonly path: string;
  readonly traffic?: readonly string[] | undefined;
  readonly usageFile?: string | undefined;
  readonly region?: string | undefined;
  readonly parameter?: readonly string[] | undefined;
  readonly parameterFile?: readonly string[] | undefined;
}

/** The request that the files make. */
export async function capacityRequest(
  { path, traffic, usageFile, region, parameter, parameterFile }: CapacityFileOptions,
  host: Host,
  services: Services,
): Promise<CapacityRequest> {
  const { readFile } = services;
  const open = async (file: string) => (await readInput(file, host, services)).content;
  const { input, sibling } = await openInput(path, open, readFile);
  const { trafficFile } = await import('../../operations/inputs/load-traffic.ts');
  return {
    network: input,
    networkOptions: {
      region,
      sibling,
      parameters: await readParameters(
        (parameterFile ?? []).map((file) => givenFile(file, readFile)),
        parameter,
      ),
    },
    files: traffic?.map((file) => trafficFile(file, readFile)),
    usageFile: usageFile === undefined ? undefined : trafficFile(usageFile, readFile),
  };
}
