import { TollgateError } from '../../../core/errors.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import { findRegion } from '../../../core/regions.ts';
import type { Topology } from '../../topology.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import { type AcceleratorFolder, acceleratorFolder, deployed } from './folder.ts';
import { type NetworkConfig, networkConfigSchema } from './schema.ts';
import { attachmentsOf, toVpcs } from './to-topology.ts';

/** Reads a `network-config.yaml` with the files of its folder. Throws TG1005 where a section has another shape. What costs and is not priced is named (TG1182). */
export async function readLandingZone(document: InputDocument, options: TopologyReadOptions): Promise<TopologyReading> {
  const parsed = networkConfigSchema.safeParse(document.value);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path ?? [];
    const line = document.lineOf(path);
    throw new TollgateError('TG1005', `${document.name} is not a network configuration that can be read.`, {
      location: { file: document.name, ...(line !== undefined && { line }), path: path.join('.') },
    });
  }
  const findings: Finding[] = [];
  const note = (code: 'TG1182' | 'TG1150', subject: string, message: string): void => {
    findings.push(finding(code, subject, message, { file: document.name }));
  };
  const folder = await acceleratorFolder(options.sibling);
  const config = withTemplates(parsed.data, folder, note);
  const home = [config.homeRegion, folder.homeRegion, options.region].find(
    (each) => each !== undefined && findRegion(each),
  );
  noteLeftOut(config, folder, note);
  const { vpcs, endpoints, natGateways } = toVpcs(config.vpcs ?? [], home, note);
  const transitGateways = attachmentsOf(config, home);
  const peerings = (config.vpcPeering ?? []).flatMap(({ name, vpcs: [one, two] }) =>
    one === undefined || two === undefined ? [] : [{ id: name, between: [one, two] as [string, string] }],
  );
  const connectivity = {
    ...(transitGateways.length > 0 && { transitGateways }),
    ...(peerings.length > 0 && { peerings }),
  };
  const topology: Topology = {
    schema: 'tollgate/topology@1',
    ...(home !== undefined && { region: home }),
    vpcs,
    endpoints,
    ...(natGateways.length > 0 && { natGateways }),
    ...(Object.keys(connectivity).length > 0 && { connectivity }),
  };
  return { topology, findings };
}

type Note = (code: 'TG1182', subject: string, message: string) => void;

/** The VPCs, with those that templates make in the accounts of the folder. */
function withTemplates(config: NetworkConfig, folder: AcceleratorFolder, note: Note): NetworkConfig {
  const made = (config.vpcTemplates ?? []).flatMap((template) => {
    const vpcs = deployed(template, folder);
    if (vpcs) return vpcs;
    const { name } = template;
    const message = `The VPC template ${name} is deployed to accounts that the file does not list, so it is not priced. The folder with accounts-config.yaml (--path FOLDER) lists them.`;
    note('TG1182', name, message);
    return [];
  });
  return { ...config, vpcs: [...(config.vpcs ?? []), ...made] };
}

function noteLeftOut(config: NetworkConfig, { stacks }: AcceleratorFolder, note: Note): void {
  for (const name of stacks) {
    note(
      'TG1182',
      name,
      `The stack ${name} of customizations-config.yaml may hold endpoints: give its template with --path.`,
    );
  }
  const { route53Resolver, networkFirewall, gatewayLoadBalancers } = config.centralNetworkServices ?? {};
  const others = { route53Resolver, networkFirewall, gatewayLoadBalancers };
  for (const [key, value] of Object.entries(others)) {
    if (value !== undefined) note('TG1182', key, `centralNetworkServices.${key} may cost and is not priced.`);
  }
}
