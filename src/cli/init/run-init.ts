import { stringify } from 'yaml';
import { TollgateError } from '../../core/errors.ts';
import { regionNamed } from '../../core/regions.ts';
import { bundleFiles } from '../../operations/inputs/bundle-folder.ts';
import { counted } from '../../report/words.ts';
import { bundleTopology } from '../../topology/sources/ec2-inventory/bundle.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { writeResult } from '../output.ts';
import { DESIGNS, describeCommands, type Preset } from './presets.ts';

export interface InitOptions {
  readonly preset?: Preset | undefined;
  /** true = print the commands; a folder = read their answers. */
  readonly fromAws?: true | string | undefined;
  readonly region?: string | undefined;
  readonly outFile?: string | undefined;
}

/** Writes a topology file to start from: a commented design, or what a bundle of describe answers holds. */
export async function runInit(options: InitOptions, host: Host): Promise<ExitCode> {
  const { preset, fromAws, outFile } = options;
  if ((preset === undefined) === (fromAws === undefined)) {
    throw new TollgateError('TG1012', 'Give either a preset or --from-aws.', {
      hint: `Presets: ${Object.entries(DESIGNS)
        .map(([name, { says }]) => `${name} (${says})`)
        .join('; ')}.`,
    });
  }
  const { region } = regionNamed(options.region ?? 'us-east-1');
  if (preset !== undefined) await writeResult(DESIGNS[preset].text(region), host, outFile);
  else if (fromAws === true) {
    await writeResult(`mkdir -p bundle/${region}\n${describeCommands(region)}\n`, host, outFile);
    await host.stderr.write('Run these commands, then: tollgate init --from-aws bundle --out-file network.yaml\n');
  } else if (fromAws !== undefined) await fromBundle(fromAws, host, outFile);
  return EXIT.done;
}

async function fromBundle(folder: string, host: Host, outFile: string | undefined): Promise<void> {
  const { topology, findings } = bundleTopology(await bundleFiles(folder));
  for (const { code, message } of findings) await host.stderr.write(`${code}  ${message}\n`);
  const regions = new Set((topology.vpcs ?? []).map((vpc) => vpc.region ?? topology.region));
  const what = `${counted(topology.endpoints.length, 'endpoint')} in ${counted(regions.size, 'Region')}`;
  await writeResult(`# ${what}, read from ${folder.split(/[\\/]/).at(-1)}.\n${stringify(topology)}`, host, outFile);
}
