import { TollgateError } from '../core/errors.ts';
import type { DiffDocument } from '../report/diff-document.ts';
import { loadSides } from './diff/load-sides.ts';
import { type DiffResult, diffNetworks } from './diff.ts';
import type { GatePolicy } from './gates/gate.ts';
import { withGates } from './gates.ts';
import type { NetworkOptions } from './load-network.ts';
import { trafficFile } from './load-traffic.ts';
import { openInput } from './open-input.ts';
import { readParameters } from './parameters.ts';
import { parseHours } from './parse-hours.ts';
import { parsePoolGb } from './pool-gb.ts';
import { type ProjectSettings, projectSettings } from './project/project-settings.ts';
import { readBudgets } from './project/read-budgets.ts';
import { findProject, readProject } from './project/read-project.ts';
import type { Services } from './services.ts';

/** What a face is told on its command line or by its inputs; everything wins over `tollgate.yml`. */
export interface DiffFilesRequest {
  readonly path?: string | undefined;
  readonly compareTo?: string | undefined;
  readonly usageFile?: string | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly parameters?: readonly string[] | undefined;
  readonly parameterFiles?: readonly string[] | undefined;
  readonly poolGb?: readonly string[] | undefined;
  readonly hours?: string | undefined;
  readonly billingDate?: string | undefined;
  readonly gates?: GatePolicy | undefined;
  readonly budgets?: string | undefined;
  /** The policy file; absent = found upwards from `folder`; false = none. */
  readonly config?: string | false | undefined;
  readonly project?: string | undefined;
  /** Where to look for the policy file. */
  readonly folder: string;
}

export interface DiffFilesResult extends DiffResult {
  /** The diff with every gate judged. */
  readonly diff: DiffDocument;
  readonly settings: ProjectSettings;
  /** The file head was read from. */
  readonly path: string;
}

type Open = (path: string) => Promise<Uint8Array>;

/** Use case: a diff of files under the repository's policy, as the command line and the Action ask for it. `open` reads head and base. */
export async function diffFiles(request: DiffFilesRequest, open: Open, services: Services): Promise<DiffFilesResult> {
  const { readFile } = services;
  const settings = await settingsOf(request, readFile);
  const path = request.path ?? settings.path;
  if (path === undefined) {
    throw new TollgateError('TG1012', 'No --path is given, and no tollgate.yml names a project.', {
      hint: 'Give the state after the change, for example --path plan.json.',
    });
  }
  const compareTo = request.compareTo ?? (request.path === undefined ? settings.compareTo : undefined);
  const options = await optionsOf(request, settings, readFile);
  const [head, base] = await Promise.all([
    openInput(path, open, readFile),
    compareTo === undefined ? undefined : openInput(compareTo, open, readFile),
  ]);
  const sides = await loadSides({
    head: head.input,
    headOptions: { ...options, sibling: head.sibling },
    ...(base && { base: base.input, baseOptions: { ...options, sibling: base.sibling } }),
  });
  const { hours, billingDate } = request;
  const result = await diffNetworks(
    {
      ...sides,
      traffic: trafficOf(request, settings, readFile),
      hours: hours === undefined ? undefined : parseHours(hours),
      billingDate,
      generatedAt: services.now(),
    },
    services.rates,
  );
  const policy = await policyOf(request, settings, readFile);
  return { ...result, diff: withGates(result, policy), settings, path };
}

async function settingsOf({ config, folder, project }: DiffFilesRequest, readFile: Open): Promise<ProjectSettings> {
  if (config === false) return projectSettings(undefined, project);
  const found = config === undefined ? await findProject(folder, readFile) : await readProject(config, readFile);
  return projectSettings(found, project);
}

async function optionsOf(
  request: DiffFilesRequest,
  settings: ProjectSettings,
  readFile: Open,
): Promise<NetworkOptions> {
  const files = [...settings.parameterFiles, ...(request.parameterFiles ?? [])];
  const parameters = await readParameters(files, request.parameters, readFile, settings.parameters);
  const poolGb = [...settings.poolGb, ...(request.poolGb ?? [])];
  return {
    region: request.region ?? settings.region,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(poolGb.length > 0 && { poolGb: parsePoolGb(poolGb) }),
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

/** Gates of the request over those of the file, one by one. */
async function policyOf(request: DiffFilesRequest, settings: ProjectSettings, readFile: Open): Promise<GatePolicy> {
  const given = Object.entries(request.gates ?? {}).filter(([, value]) => value !== undefined);
  const policy: GatePolicy = { ...settings.gates, ...Object.fromEntries(given) };
  if (request.budgets === undefined) return policy;
  return { ...policy, budgets: await readBudgets(request.budgets, await readFile(request.budgets)) };
}
