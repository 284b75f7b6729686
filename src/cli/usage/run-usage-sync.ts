import { decodeText } from '../../core/decode-text.ts';
import { TollgateError } from '../../core/errors.ts';
import { givenFile } from '../../operations/inputs/given.ts';
import { loadNetwork } from '../../operations/inputs/load-network.ts';
import { trafficFile } from '../../operations/inputs/load-traffic.ts';
import { openInput } from '../../operations/inputs/open-input.ts';
import { readParameters } from '../../operations/inputs/parameters.ts';
import type { Services } from '../../operations/services.ts';
import { syncUsage } from '../../operations/usage-sync/usage-sync.ts';
import { counted } from '../../report/words.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import { writeResult } from '../output.ts';

export interface UsageSyncOptions {
  readonly path: string;
  readonly plan?: string | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly parameter?: readonly string[] | undefined;
  readonly parameterFile?: readonly string[] | undefined;
  readonly outFile?: string | undefined;
}

/** Writes measured traffic into a usage file; what the file holds already is read first and kept. */
export async function runUsageSync(options: UsageSyncOptions, host: Host, services: Services): Promise<ExitCode> {
  const { readFile } = services;
  const parameters = await readParameters(
    (options.parameterFile ?? []).map((file) => givenFile(file, readFile)),
    options.parameter,
  );
  const open = async (path: string) => {
    const { input, sibling } = await openInput(
      path,
      async (file) => (await readInput(file, host, services)).content,
      readFile,
      host.environment,
    );
    return loadNetwork(input, { region: options.region, parameters, sibling });
  };
  const result = await syncUsage({
    measured: await open(options.path),
    declared: options.plan === undefined ? undefined : await open(options.plan),
    traffic: options.traffic && { files: options.traffic.map((path) => trafficFile(path, readFile)) },
    existing: await existingFile(options.outFile, services),
    now: services.now(),
  });
  await writeResult(result.text, host, options.outFile);
  const rest = [
    ...(result.kept === 0 ? [] : [`kept ${counted(result.kept, 'value')} of yours`]),
    ...(result.unmatched === 0 ? [] : [`${counted(result.unmatched, 'measured endpoint')} not in the plan`]),
  ];
  await host.stderr.write(
    `Wrote the usage of ${counted(result.written, 'endpoint')}${rest.map((each) => `; ${each}`).join('')}.\n`,
  );
  return EXIT.done;
}

async function existingFile(path: string | undefined, { readFile }: Services) {
  if (path === undefined || path === '-') return undefined;
  try {
    return { name: path, text: decodeText(await readFile(path), path) };
  } catch (error) {
    if (error instanceof TollgateError && error.code === 'TG1007') return undefined;
    throw error;
  }
}
