import { basename } from 'node:path';
import { TollgateError } from '../../core/errors.ts';
import { finding } from '../../core/finding.ts';
import type { DiffDocument } from '../../report/diff-document.ts';
import { type Given, givenFile, networkInput } from '../inputs/given.ts';
import type { NetworkOptions } from '../inputs/load-network.ts';
import { loadSide, loadSides, NO_NETWORK } from '../inputs/load-sides.ts';
import { openInput } from '../inputs/open-input.ts';
import { type Parameters, readParameters } from '../inputs/parameters.ts';
import { parseHours } from '../inputs/parse-hours.ts';
import { planSource } from '../inputs/plan-source.ts';
import { type GivenPool, parsePoolGb } from '../inputs/pool-gb.ts';
import { terraformVariables } from '../inputs/terraform-variables.ts';
import { trafficFile } from '../inputs/traffic-file.ts';
import type { ComputePorts, Disk } from '../operation.ts';
import { type DiffInput, type DiffResult, diffNetworks } from './diff-networks.ts';
import type { GatePolicy } from './gates/gate.ts';
import { type ProjectPlan, planProjects } from './project/plan-projects.ts';
import type { ProjectSettings } from './project/project-settings.ts';
import type { FoundProject } from './project/read-project.ts';
import { sharePool } from './project/share-pool.ts';
import { type Revision, withRevision } from './revision.ts';
import { withGates } from './with-gates.ts';

/** What a face is told on its command line or by its inputs; what files are read with wins over the projects of `tollgate.yml`. */
export interface DiffFilesRequest {
  /** Several are several projects. */
  readonly paths?: readonly string[] | undefined;
  readonly compareTo?: string | undefined;
  readonly usageFile?: string | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly parameters?: Parameters | undefined;
  readonly parameterFiles?: readonly string[] | undefined;
  readonly terraformVars?: readonly string[] | undefined;
  readonly terraformVarFiles?: readonly Given[] | undefined;
  /** The plan of the one folder of source. */
  readonly plan?: Given | undefined;
  readonly poolGb?: GivenPool | undefined;
  readonly hours?: string | undefined;
  readonly billingDate?: string | undefined;
  readonly gates?: GatePolicy | undefined;
  /** The policy file, where there is one. */
  readonly found: FoundProject | undefined;
  readonly project?: string | undefined;
  /** The working directory. */
  readonly folder: string;
}

export interface DiffFilesResult extends DiffResult {
  /** The diff with every gate judged. */
  readonly diff: DiffDocument;
  /** The files the parts were read from, in their order. */
  readonly paths: readonly string[];
  /** Tag of the comment, as the project says. */
  readonly tag: string | undefined;
}

type DiskPorts = Pick<ComputePorts, 'rates' | 'now' | 'readFile'> & { readonly disk: Disk };
type Open = (path: string) => Promise<Uint8Array>;

/**
 * Use case: a diff of files under the repository's policy, as the command line and the Action ask for it: one file or project, or every
 * project of the policy on shared pools. The disk reads head and base. Throws TG1012, TG5003, TG5005 and TG5006 beside what readers throw.
 */
export async function diffFiles(given: DiffFilesRequest, ports: DiskPorts): Promise<DiffFilesResult> {
  const { request, revision } = await withRevision(given, ports.disk);
  try {
    return await diffPaths(request, revision, ports);
  } finally {
    await revision?.remove();
  }
}

async function diffPaths(
  request: DiffFilesRequest,
  revision: Revision | undefined,
  ports: DiskPorts,
): Promise<DiffFilesResult> {
  const { readFile, disk } = ports;
  const { kindOf } = disk;
  const { found } = request;
  const plans = await planProjects(request, found, { kindOf, readFile });
  if (request.plan && plans.length > 1)
    throw new TollgateError('TG1012', 'A --plan is given for several projects.', {
      hint: 'Give one --path with its --plan.',
    });
  const inputs: DiffInput[] = [];
  for (const plan of plans) inputs.push(await loadPlan(plan, request, { disk, readFile, revision }));
  const { hours, billingDate } = request;
  const result = await diffNetworks(
    sharePool(inputs),
    { hours: hours === undefined ? undefined : parseHours(hours), billingDate, generatedAt: ports.now() },
    ports.rates,
  );
  const paths = plans.map(({ head, base }) => head?.path ?? (typeof base === 'object' ? base.path : ''));
  const tag = plans.length === 1 ? plans[0]?.head?.settings.tag : undefined;
  const diff = withGates(result, request.gates ?? {});
  return { ...result, diff: { ...diff, findings: [...diff.findings, ...ignoredBy(found)] }, paths, tag };
}

/** What the policy file sets and nothing uses: the file of another tool. */
const ignoredBy = (found: FoundProject | undefined): DiffDocument['findings'] =>
  found?.ignored && found.ignored.length > 0
    ? [
        finding(
          'TG5067',
          found.file,
          `${basename(found.file)} sets ${found.ignored.join(', ')}, which Tollgate does not use.`,
        ),
      ]
    : [];

interface Loading {
  readonly disk: Disk;
  readonly readFile: Open;
  /** The revision that the state before is part of. */
  readonly revision: Revision | undefined;
}

async function loadPlan(
  { project, head, base }: ProjectPlan,
  request: DiffFilesRequest,
  { disk: { open, environment }, readFile, revision }: Loading,
): Promise<DiffInput> {
  const name = project === undefined ? {} : { project };
  const before = typeof base === 'object' ? base : undefined;
  const tree = revision?.path ?? request.compareTo;
  const [now, checkedOut] = await Promise.all(
    [head, before].map(
      (side) => side && openInput(side.path, open, readFile, environment, side === before ? tree : undefined),
    ),
  );
  const old = checkedOut && {
    ...checkedOut,
    input: { ...checkedOut.input, name: revision?.nameOf(before?.path) ?? checkedOut.input.name },
  };
  const settings = head?.settings ?? before?.settings;
  const shared = settings && (await optionsOf(request, settings, readFile));
  const options = before && before.settings !== settings ? await optionsOf(request, before.settings, readFile) : shared;
  // Bytes from outside are one figure for both sides, else their pools could not be compared.
  const terraform = options?.terraform && { ...options.terraform, isOptional: true };
  const baseOptions: NetworkOptions = { ...options, terraform, poolGb: shared?.poolGb, sibling: old?.sibling };
  const traffic = settings && trafficOf(request, settings, readFile);
  if (!now) {
    return { ...name, head: NO_NETWORK, base: old ? await loadSide(old.input, baseOptions) : NO_NETWORK, traffic };
  }
  const { plan } = request;
  const source = plan && planSource({ name: now.input.name, sibling: now.sibling });
  const sides = await loadSides({
    head: plan ? await networkInput(plan) : now.input,
    headOptions: { ...shared, ...(source ? { source } : { sibling: now.sibling }) },
    ...(old && { base: old.input, baseOptions }),
    isNew: base === 'new',
  });
  return { ...name, ...sides, traffic };
}

async function optionsOf(
  request: DiffFilesRequest,
  settings: ProjectSettings,
  readFile: Open,
): Promise<NetworkOptions> {
  const files = [...settings.parameterFiles, ...(request.parameterFiles ?? [])];
  const parameters = await readParameters(
    files.map((file) => givenFile(file, readFile)),
    request.parameters,
    settings.parameters,
  );
  const poolGb = new Map([...settings.poolGb, ...parsePoolGb(request.poolGb ?? [])]);
  return {
    region: request.region ?? settings.region,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    terraform: await terraformVariables(request.terraformVarFiles, request.terraformVars),
    ...(poolGb.size > 0 && { poolGb }),
  };
}

function trafficOf(request: DiffFilesRequest, settings: ProjectSettings, readFile: Open) {
  const usageFile = request.usageFile ?? settings.usageFile;
  const traffic = request.traffic ?? settings.traffic;
  return {
    usageFile: usageFile === undefined ? undefined : trafficFile(usageFile, readFile),
    files: traffic?.map((path) => trafficFile(path, readFile)),
  };
}
