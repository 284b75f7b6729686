import type { DiffDocument } from '../../report/diff-document.ts';
import { inGivenCurrency } from '../inputs/exchange-rates.ts';
import { type Given, givenFile, networkInput } from '../inputs/given.ts';
import { atGivenDiscounts, givenNetwork } from '../inputs/given-network.ts';
import { readSides } from '../inputs/load-sides.ts';
import { withAccount } from '../inputs/parameters.ts';
import { parseHours } from '../inputs/parse-hours.ts';
import type { Answer, ComputePorts, Disk, GivenInputs, OptionValues } from '../operation.ts';
import type { DIFF_INPUTS, DIFF_OPTIONS } from './declared.ts';
import { diffFiles } from './diff-files.ts';
import { diffNetworks } from './diff-networks.ts';
import type { GatePolicy } from './gates/gate.ts';
import { parseGates } from './gates/parse-gates.ts';
import { discountsOfFile, wordsOfFile } from './project/project-settings.ts';
import { findProject, readProject } from './project/read-project.ts';
import { withGates } from './with-gates.ts';

type DiffInputs = GivenInputs<typeof DIFF_INPUTS>;
type DiffWords = OptionValues<typeof DIFF_OPTIONS>;

/** What the step from base to head costs: of files under the repository's policy, or of the documents of a request. Throws TG5003 to TG5006 beside what readers throw. */
export async function diffed(inputs: DiffInputs, words: DiffWords, ports: ComputePorts): Promise<Answer<DiffDocument>> {
  const { disk } = ports;
  return disk ? ofFiles(inputs, words, { ...ports, disk }) : ofDocuments(inputs, words, ports);
}

async function ofDocuments(inputs: DiffInputs, words: DiffWords, ports: ComputePorts): Promise<Answer<DiffDocument>> {
  const gates = await gatesOf(inputs, words);
  const paid = await atGivenDiscounts(inGivenCurrency(ports, words), inputs, words);
  const [head] = inputs.head ?? [];
  const [base] = inputs.base ?? [];
  if (!head) throw new RangeError('a diff of a request has a head');
  const sides = await readSides(
    await givenNetwork({ ...inputs, network: [head] }, words),
    base && (await networkInput(base)),
  );
  const { hours, billingDate } = words;
  const result = await diffNetworks(
    [sides],
    {
      hours: hours === undefined ? undefined : parseHours(hours),
      billingDate,
      generatedAt: ports.now(),
    },
    paid.rates,
  );
  return { document: withGates(result, gates), also: { parts: result.parts } };
}

/** What the policy file says holds where the run says nothing else. */
async function ofFiles(
  inputs: DiffInputs,
  given: DiffWords,
  ports: ComputePorts & { readonly disk: Disk },
): Promise<Answer<DiffDocument>> {
  const { readFile } = ports;
  parseGates(given);
  const found = await policyFile(given, ports.disk.folder, readFile);
  const words: DiffWords = { ...wordsOfFile(found), ...(inputs.budgetFile && { budgets: undefined }), ...given };
  const discounts = discountsOfFile(found);
  const files = inputs.discounts ?? (discounts === undefined ? [] : [givenFile(discounts, readFile)]);
  const gates = await gatesOf(inputs, words);
  const paid = await atGivenDiscounts(inGivenCurrency(ports, words), { discounts: files }, words);
  const pathOf = (given: Given): string => given.path ?? given.name;
  const { hours, billingDate, project } = words;
  const result = await diffFiles(
    {
      paths: inputs.head?.map(pathOf),
      compareTo: inputs.base?.map(pathOf)[0],
      usageFile: inputs.usage?.map(pathOf)[0],
      traffic: inputs.traffic?.map(pathOf),
      parameters: withAccount(given.parameters, given.account),
      parameterFiles: inputs.parameterFiles?.map(pathOf),
      terraformVars: given.terraformVars,
      terraformVarFiles: inputs.terraformVarFiles,
      plan: inputs.plan?.[0],
      poolGb: given.poolGb,
      region: given.region,
      hours,
      billingDate,
      gates,
      found,
      project,
      folder: ports.disk.folder,
    },
    { ...paid, disk: ports.disk },
  );
  const { diff, parts, paths, tag } = result;
  return { document: diff, also: { parts, paths }, tag };
}

async function policyFile({ config }: DiffWords, folder: string, readFile: ComputePorts['readFile']) {
  if (config === false) return undefined;
  return config === undefined ? findProject(folder, readFile) : readProject(config, readFile);
}

/** Gates of the options and of a file of budgets. Throws TG5004 and TG6010. */
async function gatesOf({ budgetFile = [] }: DiffInputs, words: DiffWords): Promise<GatePolicy> {
  const { requiredTags, budgets } = words;
  const policy: GatePolicy = { ...parseGates(words), requiredTags, budgets };
  const [file] = budgetFile;
  if (!file) return policy;
  // Loaded only then: its schemas slow the start.
  const { readBudgetDocuments } = await import('../shared/budgets/read-budget-documents.ts');
  return { ...policy, budgets: [...(budgets ?? []), ...(await readBudgetDocuments(file.name, await file.read()))] };
}
