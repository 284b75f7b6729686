import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { refuseVariables } from '../../topology/read-document.ts';
import { isInfracost, readInfracost } from './infracost/read-infracost.ts';
import { estimateOfBreakdowns } from './infracost/to-estimate.ts';
import {
  documentOf,
  loadNetwork,
  type NetworkInput,
  type NetworkOptions,
  type NetworkReading,
} from './load-network.ts';
import { isPlan, type NetworkInputs } from './network-inputs.ts';
import { isSavedEstimate, readSavedEstimate } from './saved-estimate.ts';

/** One side as it was read: a network that is still to be priced, or an estimate that was saved. */
export type LoadedSide =
  | { readonly name: string; readonly reading: NetworkReading }
  | { readonly name: string; readonly estimate: EstimateDocument };

/** What each side is read with; a side may have its own siblings and kind. */
export interface SidesInput {
  readonly head: NetworkInput;
  readonly headOptions: NetworkOptions;
  /** Absent where head itself tells what was before: a Terraform plan. */
  readonly base?: NetworkInput | undefined;
  readonly baseOptions?: NetworkOptions | undefined;
  /** With true nothing was there before, unless head itself tells otherwise. */
  readonly isNew?: boolean | undefined;
}

interface Sides {
  readonly base: LoadedSide;
  readonly head: LoadedSide;
}

/** Reads both sides. Without base a Terraform plan is compared with what it changes. Throws TG5003 where there is nothing to compare with. */
export async function loadSides(input: SidesInput): Promise<Sides> {
  if (input.base === undefined) return loadHead(input);
  // One after the other: the text and the tree of a large plan are gone before the next is read.
  const head = await loadSide(input.head, input.headOptions);
  return { base: await loadSide(input.base, input.baseOptions ?? input.headOptions), head };
}

/** Both sides of documents, with the traffic that they bring for both. Throws TG5003 where there is nothing to compare with. */
export async function readSides(
  { network, networkOptions = {}, usageFile, files }: NetworkInputs,
  base?: NetworkInput,
) {
  const sides = await loadSides({ head: network, headOptions: networkOptions, base });
  return { ...sides, traffic: { usageFile, files } };
}

/** Stands for a network that is not there. */
export const NO_NETWORK: LoadedSide = {
  name: '(none)',
  reading: { topology: { schema: 'tollgate/topology@1', endpoints: [] }, findings: [] },
};

export async function loadSide(input: NetworkInput, options: NetworkOptions): Promise<LoadedSide> {
  const document = await documentOf(input);
  if (isSavedEstimate(document) || isInfracost(document)) refuseVariables(document.name, options.terraform);
  if (isSavedEstimate(document)) return { name: document.name, estimate: await readSavedEstimate(document) };
  if (isInfracost(document)) return { name: document.name, estimate: await ofInfracost(document) };
  return { name: document.name, reading: await loadNetwork(document, options) };
}

/** What Infracost priced and Tollgate prices too: the state after each of its projects. */
async function ofInfracost(document: InputDocument): Promise<EstimateDocument> {
  const { projects, currency } = await readInfracost(document);
  const breakdowns = projects.flatMap(({ breakdown }) => (breakdown ? [breakdown] : []));
  return estimateOfBreakdowns(breakdowns, { name: document.name, currency, onlyKnown: true });
}

/** Both sides of what head alone tells: a plan, or a network that is new. */
async function loadHead({ head, headOptions, isNew }: SidesInput): Promise<Sides> {
  const document = await documentOf(head);
  const { name } = document;
  const isNetwork = !isSavedEstimate(document) && !isInfracost(document);
  if (isNetwork && isPlan({ network: document, networkOptions: headOptions })) {
    const before = await loadNetwork(document, { ...headOptions, terraform: undefined, side: 'before' });
    return {
      base: { name: `${name} (before)`, reading: before },
      head: { name, reading: await loadNetwork(document, headOptions) },
    };
  }
  if (isNew === true) return { base: NO_NETWORK, head: await loadSide(document, headOptions) };
  throw new TollgateError('TG5003', `${name} does not tell what was before the change.`, {
    hint: 'Give the state before with --compare-to, a file or a checkout of the base commit; only a Terraform plan holds both.',
  });
}
